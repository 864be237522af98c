import { createReadStream, createWriteStream, existsSync, readFileSync } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createBrotliDecompress } from 'node:zlib';

const require = createRequire(import.meta.url);

/**
 * The browser that comes with the packages, unpacked into a folder of its version: the package itself silently takes whatever
 * version lies in the temporary folder. Written aside and renamed, so that two replicas can unpack at once.
 */
export async function unpackChromium(folder: string): Promise<string> {
  const root = dirname(dirname(require.resolve('@sparticuz/chromium')));
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
  const target = join(folder, `chromium-${version}`, 'chromium');
  if (existsSync(target)) return target;
  await mkdir(dirname(target), { recursive: true });
  const aside = `${target}.${process.pid}`;
  try {
    await pipeline(
      createReadStream(join(root, 'bin', 'chromium.br')),
      createBrotliDecompress({ chunkSize: 2 ** 21 }),
      createWriteStream(aside, { mode: 0o700 }),
    );
    await rename(aside, target);
  } finally {
    await rm(aside, { force: true });
  }
  return target;
}
