import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestDatabase, type TestDatabase } from '@parta/testkit/database';
import pg from 'pg';
import { institutionBoard } from '../src/boards/institution.ts';

const institution = randomUUID();
const migrations = (service: string): URL => new URL(`../../../services/${service}/migrations/`, import.meta.url);
const views = (service: string): string =>
  readFileSync(new URL(`../grafana/${service}-views.sql`, import.meta.url), 'utf8');

/** As Grafana would put its own words in. */
const filled = (statement: string): string =>
  statement
    .replaceAll('${institution}', institution)
    .replaceAll(/\$__timeFilter\((\w+)\)/g, "$1 between now() - interval '6 hours' and now()");

function adminUrl(database: TestDatabase): string {
  const url = new URL(process.env['TEST_POSTGRES_URL'] ?? '');
  url.pathname = new URL(database.appUrl).pathname;
  return url.href;
}

describe('the board of one institution', () => {
  let journal: TestDatabase;
  let identity: TestDatabase;

  beforeAll(async () => {
    [journal, identity] = await Promise.all([
      createTestDatabase('journal', migrations('journal')),
      createTestDatabase('identity', migrations('identity')),
    ]);
    for (const [database, service] of [
      [journal, 'journal'],
      [identity, 'identity'],
    ] as const) {
      await ask(adminUrl(database), views(service));
      // once more, as after an update
      await ask(adminUrl(database), views(service));
    }
    for (const id of [institution, randomUUID()])
      await journal.owner.raw(
        `insert into save (institution_id, year, page_id, seq, canonical, hash, saved_by, saved_at)
         values (?, 2026, gen_random_uuid(), 1, '', '', gen_random_uuid(), now())`,
        [id],
      );
    await identity.owner('organisation').insert({
      ...{
        id: institution,
        path: [institution],
        kind: 'school',
        name: 'Школа № 1',
        short_name: 'Школа 1',
        time_zone: 'Europe/Moscow',
      },
    });
  });
  afterAll(async () => {
    await Promise.all([journal[Symbol.asyncDispose](), identity[Symbol.asyncDispose]()]);
  });

  async function ask(url: string, statement: string): Promise<readonly Record<string, unknown>[]> {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    try {
      return (await client.query<Record<string, unknown>>(statement)).rows;
    } finally {
      await client.end();
    }
  }
  const asWatcher = async (database: TestDatabase, statement: string): Promise<readonly Record<string, unknown>[]> => {
    const url = new URL(adminUrl(database));
    url.search = '?options=-c%20role%3Dparta_watch';
    return ask(url.href, statement);
  };

  const panels = institutionBoard.rows.flatMap((row) => row.panels);
  it.each(panels.map(({ title, queries }) => [title, queries] as const))('%s is answered', async (_title, queries) => {
    for (const { ask: statement } of queries) await asWatcher(journal, filled(statement));
  });

  it('shows one institution and no other, and offers it by its name', async () => {
    const [first] = panels;
    const saves = await asWatcher(journal, filled(first?.queries[0]?.ask ?? ''));
    expect(saves.reduce((sum, row) => sum + Number(row['сохранения']), 0)).toBe(1);
    const [choice] = institutionBoard.choices ?? [];
    expect(await asWatcher(identity, choice?.ask ?? '')).toEqual([{ __text: 'Школа 1', __value: institution }]);
  });

  it.each(['person', 'mark', 'save', 'revision', 'dead_letter', 'outbox'])(
    'its reader sees nothing of %s itself',
    async (table) => {
      await expect(asWatcher(journal, `select * from ${table}`)).rejects.toThrow('permission denied');
    },
  );
});
