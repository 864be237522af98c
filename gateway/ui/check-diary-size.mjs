// What the first pages of the phone load stays under 150 KB gzip and never holds the staff's pages, Dexie or zod. Run after the build.
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

const dist = new URL('./dist/', import.meta.url);
const manifest = JSON.parse(readFileSync(new URL('.vite/manifest.json', dist), 'utf8'));
const limit = 150 * 1024;

/** Entries as their HTML names their scripts, and the page that each loads lazily; the week is named by its HTML. */
const pages = { 'diary.html': [], 'door.html': ['src/sign-in/sign-in-page.tsx'] };

/** Every script of the entry and its page, with what these import. */
function filesOf(html, modules) {
  const files = new Set();
  const walk = (chunk) => {
    if (files.has(chunk.file)) return;
    files.add(chunk.file);
    for (const next of chunk.imports ?? []) walk(manifest[next]);
  };
  const named = readFileSync(new URL(html, dist), 'utf8').matchAll(/(?:src|href)="\/(assets\/[\w.-]+\.js)"/g);
  for (const [, file] of named) walk(Object.values(manifest).find((chunk) => chunk.file === file));
  for (const module of modules) walk(manifest[module]);
  return [...files];
}

const size = (files) =>
  files.reduce((sum, file) => sum + gzipSync(readFileSync(new URL(file, dist)), { level: 9 }).length, 0);

for (const [html, modules] of Object.entries(pages)) {
  const files = filesOf(html, modules);
  const foreign = files.filter((file) => /dexie|controls|zod|staff/.test(file));
  console.log(`${html}: ${(size(files) / 1024).toFixed(1)} KB gzip`);
  if (foreign.length > 0) console.log(`${html} loads what belongs to the staff: ${foreign.join(', ')}`);
  if (size(files) > limit || foreign.length > 0) process.exitCode = 1;
}
