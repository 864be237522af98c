import type { Knex } from 'knex';
import type { Log } from '../log.ts';

const HOUR_MS = 3_600_000;
const ROWS_AT_ONCE = 5000;

/**
 * Drops old rows of the plumbing: messages seen 30 days ago, which no topic holds any more, answers of 35 days ago, dead letters of
 * 180. Answers how many went.
 */
export async function dropOldPlumbing(db: Knex): Promise<number> {
  let dropped = 0;
  for (;;) {
    const { rows } = await db.raw<{ rows: { gone: number }[] }>('select drop_old_plumbing(?) as gone', [ROWS_AT_ONCE]);
    const gone = rows[0]?.gone ?? 0;
    dropped += gone;
    if (gone < ROWS_AT_ONCE) return dropped;
  }
}

/** The same every hour; of replicas that come at once each takes what the others have left. */
export function keepPlumbingSmall(db: Knex, log: Log): { stop(): void } {
  const timer = setInterval(() => {
    dropOldPlumbing(db).then(
      (rows) => rows > 0 && log.info({ rows }, 'old plumbing dropped'),
      (error: unknown) => log.warn({ err: error }, 'old plumbing stays'),
    );
  }, HOUR_MS);
  timer.unref();
  return { stop: () => clearInterval(timer) };
}
