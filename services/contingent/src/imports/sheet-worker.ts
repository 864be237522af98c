import { parentPort, workerData } from 'node:worker_threads';
import { looksLikeArchive } from './check-archive.ts';
import { readDelimited } from './read-delimited.ts';

// A thread of its own: a hostile file can use up its memory and time, and nothing else's.
const bytes = Buffer.from(workerData as Uint8Array);
if (looksLikeArchive(bytes)) {
  // half a megabyte of code that a CSV does not need
  const { readWorkbook } = await import('./read-workbook.ts');
  parentPort?.postMessage(readWorkbook(bytes));
} else {
  parentPort?.postMessage([readDelimited(bytes)]);
}
