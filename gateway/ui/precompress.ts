import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, gzip } from 'node:zlib';
import type { Plugin } from 'vite';

const gzipped = promisify<Buffer, { level: number }, Buffer>(gzip);
const encoders = {
  br: promisify<Buffer, Buffer>(brotliCompress),
  gz: (content: Buffer) => gzipped(content, { level: 9 }),
};

/** Writes `.br` and `.gz` beside every text file of the build, so the gateway never compresses them at run time. */
export const precompress = (): Plugin => ({
  name: 'precompress',
  apply: 'build',
  enforce: 'post',
  async writeBundle() {
    const folder = join(import.meta.dirname, 'dist');
    const files = (await readdir(folder, { recursive: true })).filter((file) =>
      /\.(js|css|html|svg|webmanifest)$/.test(file),
    );
    await Promise.all(
      files.map(async (file) => {
        const content = await readFile(join(folder, file));
        for (const [extension, encode] of Object.entries(encoders))
          await writeFile(join(folder, `${file}.${extension}`), await encode(content));
      }),
    );
  },
});
