import { Worker } from 'node:worker_threads';
import { z } from 'zod';
import { DomainError } from '@parta/chassis/errors';

const MEMORY_MB = 256;
const TIME_MS = 10_000;

const Sheets = z.array(z.array(z.array(z.string())));

/**
 * A class list's sheets as rows of text; XLSX or CSV. Read in a thread that may use 256 MB and 10 s.
 * @throws DomainError `file-not-readable`
 */
export async function readSheets(bytes: Uint8Array): Promise<string[][][]> {
  const worker = new Worker(new URL('./sheet-worker.ts', import.meta.url), {
    workerData: bytes,
    resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB },
  });
  const timer = setTimeout(() => void worker.terminate(), TIME_MS);
  try {
    const sheets = await new Promise<unknown>((resolve, reject) => {
      worker.once('message', resolve);
      worker.once('error', reject);
      worker.once('exit', () => reject(new Error('the reader ended without an answer')));
    });
    return Sheets.parse(sheets);
  } catch (cause) {
    throw new DomainError('invalid', 'file-not-readable', { cause });
  } finally {
    clearTimeout(timer);
    void worker.terminate();
  }
}
