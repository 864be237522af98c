import { createHash } from 'node:crypto';
import type { Knex } from 'knex';
import type { Actor } from '@parta/chassis/auth/actor';
import { conflict, DomainError, notFound } from '@parta/chassis/errors';
import { ApiProblem } from '@parta/chassis/http/client';
import type { Log } from '@parta/chassis/log';
import { uuidV7 } from '@parta/contracts/kernel/uuid';
import type { CalendarDate } from '@parta/contracts/values/calendar-date';
import type { Year } from '../calendar/year.ts';
import { loadYears } from '../calendar/year-store.ts';
import { loadToday } from '../copies/institution-queries.ts';
import type { Dependencies } from '../dependencies.ts';
import { connectContingent } from './contingent-client.ts';
import { type ImportLock, takeImportLock } from './import-lock.ts';
import { type ImportProgress, startProgress } from './import-progress.ts';
import { giveUpImports, insertImport, loadImports, updateImport } from './import-store.ts';
import { type FailureCode, failureOf } from './problem-message.ts';
import { readUpload } from './read-upload.ts';
import { buildRunImport, type ImportRun } from './run-import.ts';

export interface ImportDependencies extends Dependencies {
  readonly db: Knex;
  readonly log: Log;
  readonly contingentUrl: string;
}

export interface Upload {
  readonly bytes: Uint8Array;
  readonly fileName: string;
  readonly year?: number | undefined;
  readonly publishFrom?: CalendarDate | undefined;
  readonly authorization: string;
}

export interface Imports {
  /**
   * Reads the file at once and takes it over in the background. A file that is refused leaves nothing behind.
   * @throws DomainError `file-too-large`, `not-xml`, `not-fet`, `file-unfinished`, `forbidden-xml`, `too-deep`, `year-not-found`,
   * `in-progress` while another file of the institution is taken over
   */
  start(actor: Actor, upload: Upload): Promise<string>;
  /** Ends what runs at its next stage. */
  stop(): Promise<void>;
}

export function buildImports(dependencies: ImportDependencies): Imports {
  const { inTenant, clock, db, contingentUrl } = dependencies;
  const stopping = new AbortController();
  const running = new Set<Promise<void>>();
  return {
    async start({ institutionId }, upload) {
      const plan = await readUpload(upload.bytes);
      const year = await inTenant({ institutionId }, async (trx) =>
        yearOf(await loadYears(trx), upload, await loadToday(trx, clock)),
      );
      const digest = digestOf(upload, year.year);
      const lock = await takeImportLock(db, institutionId);
      if (!lock) return runningImport(dependencies, institutionId, digest);
      const importId = uuidV7();
      try {
        await inTenant({ institutionId }, async (trx) => {
          // the lock is ours: whatever still calls itself running has died
          await giveUpImports(trx);
          await insertImport(trx, { institutionId, at: clock.now() }, { importId, fileName: upload.fileName, digest });
        });
      } catch (error) {
        await lock.release();
        throw error;
      }
      const progress = startProgress(plan, { inTenant, institutionId, importId, stopping: stopping.signal });
      const contingent = connectContingent(contingentUrl, upload.authorization);
      const { fileName, publishFrom } = upload;
      const run = { plan, year, institutionId, contingent, progress, inTenant, fileName, publishFrom };
      const work = finish(dependencies, { importId, run, lock, progress }).finally(() => running.delete(work));
      running.add(work);
      return importId;
    },
    async stop() {
      stopping.abort();
      await Promise.all(running);
    },
  };
}

function yearOf(years: readonly Year[], { year, publishFrom }: Upload, today: CalendarDate): Year {
  const on = (date: CalendarDate | undefined): Year | undefined =>
    date === undefined ? undefined : years.find(({ from, to }) => from <= date && date < to);
  const found = year === undefined ? (on(today) ?? on(publishFrom)) : years.find((one) => one.year === year);
  if (!found) throw notFound('year-not-found');
  return found;
}

const digestOf = ({ bytes, publishFrom }: Upload, year: number): string =>
  createHash('sha256')
    .update(bytes)
    .update(`${year} ${publishFrom ?? ''}`)
    .digest('hex');

/** The same file sent twice is one import. */
async function runningImport({ inTenant }: Dependencies, institutionId: string, digest: string): Promise<string> {
  const imports = await inTenant({ institutionId }, loadImports);
  const same = imports.find((one) => one.state === 'running' && one.digest === digest);
  if (!same) throw conflict('in-progress');
  return same.importId;
}

interface Running {
  readonly importId: string;
  readonly run: ImportRun;
  readonly lock: ImportLock;
  readonly progress: ImportProgress;
}

/** Never throws: whatever happens stands in the import's row. */
async function finish(
  { inTenant, clock, log }: ImportDependencies,
  { importId, run, lock, progress }: Running,
): Promise<void> {
  const { institutionId } = run;
  const settle = (change: Parameters<typeof updateImport>[2]): Promise<void> =>
    inTenant({ institutionId }, (trx) => updateImport(trx, importId, { ...change, ...progress.report() }));
  try {
    const timetableVersionId = await buildRunImport({ clock })(run);
    await settle({ state: 'done', stage: 'done', progress: 1, timetableVersionId });
  } catch (error) {
    const code = failureCodeOf(error);
    log[code === 'internal-error' ? 'error' : 'warn'](
      { importId, code, err: error },
      'an import of a timetable file failed',
    );
    // the database may be what failed: then the next reader finds the row without its lock
    await settle({ state: 'failed', failure: failureOf(code) }).catch(() => undefined);
  } finally {
    await lock.release().catch(() => undefined);
  }
}

function failureCodeOf(error: unknown): FailureCode {
  if (error instanceof ApiProblem) {
    const { status } = error.problem;
    if (status === 401) return 'session-ended';
    return status < 500 ? 'contingent-refused' : 'contingent-unavailable';
  }
  if (error instanceof DomainError && error.code === 'outside-year') return 'outside-year';
  const name = error instanceof Error ? error.name : '';
  if (name === 'TimeoutError' || (error instanceof TypeError && error.message === 'fetch failed'))
    return 'contingent-unavailable';
  return name === 'AbortError' ? 'interrupted' : 'internal-error';
}
