// The phone's entry stays under 150 KB gzip and never pulls in the staff's pages, Dexie or zod. Run after the build.
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

const dist = new URL('./dist/', import.meta.url);
const manifest = JSON.parse(readFileSync(new URL('.vite/manifest.json', dist), 'utf8'));
const limit = 150 * 1024;

function filesOf(entry) {
  const files = new Set();
  const walk = (key) => {
    const chunk = manifest[key];
    if (files.has(chunk.file)) return;
    files.add(chunk.file);
    for (const next of chunk.imports ?? []) walk(next);
  };
  walk(entry);
  return [...files];
}

const size = (files) =>
  files.reduce((sum, file) => sum + gzipSync(readFileSync(new URL(file, dist)), { level: 9 }).length, 0);
const files = filesOf('diary.html');
const foreign = files.filter((file) => /dexie|controls|zod|staff/.test(file));
console.log(
  `diary: ${(size(files) / 1024).toFixed(1)} KB gzip; staff shell: ${(size(filesOf('index.html')) / 1024).toFixed(1)} KB gzip`,
);
if (foreign.length > 0) console.log(`diary loads what belongs to the staff: ${foreign.join(', ')}`);
process.exitCode = size(files) > limit || foreign.length > 0 ? 1 : 0;
