import { setImmediate as yieldToOthers } from 'node:timers/promises';
import { invalid } from '@parta/chassis/errors';
import { FetRefused, type FetRefusal } from '../fet/fet-refused.ts';
import type { ImportPlan } from '../fet/import-plan.ts';
import { planImport } from '../fet/plan-import.ts';
import { readFet } from '../fet/read-fet.ts';

const CHUNK_BYTES = 64 * 1024;

const codes: Readonly<Record<FetRefusal, string>> = {
  'too-large': 'file-too-large',
  'not-xml': 'not-xml',
  'not-fet': 'not-fet',
  unfinished: 'file-unfinished',
  'forbidden-xml': 'forbidden-xml',
  'too-deep': 'too-deep',
};

/**
 * The plan of an uploaded file, before anything is written.
 * @throws DomainError `file-too-large`, `not-xml`, `not-fet`, `file-unfinished`, `forbidden-xml`, `too-deep`
 */
export async function readUpload(bytes: Uint8Array): Promise<ImportPlan> {
  try {
    return planImport(await readFet(inChunks(bytes)));
  } catch (error) {
    if (error instanceof FetRefused) throw invalid(codes[error.refusal], { ...error.details });
    throw error;
  }
}

/** Others get their turn between the chunks: a file of 32 MB would hold every request of this process for seconds. */
async function* inChunks(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let start = 0; start < bytes.length; start += CHUNK_BYTES) {
    yield bytes.subarray(start, start + CHUNK_BYTES);
    await yieldToOthers();
  }
}
