import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { pipeline } from '@parta/chassis/db/pipeline';
import { uuidV7 as id } from '@parta/contracts/kernel/uuid';
import { CalendarDate } from '@parta/contracts/values/calendar-date';
import type { InboxFact } from '@parta/contracts/values/inbox-fact';
import { createTestDatabase, type TestDatabase } from '@parta/testkit/database';
import { deliver } from './deliver.ts';

/** After so many runs Postgres may keep one plan of a prepared statement for all users. */
const RUNS_UNTIL_KEPT = 6;

describe('delivery under row level security', () => {
  let database: TestDatabase;
  const institutionId = id();
  const [one, other] = [id(), id()];
  const fact = (text: string): InboxFact => ({
    ...{ kind: 'homework', pageId: id(), subjectName: 'Физика', studentId: id(), studentName: 'Борис Белов' },
    ...{ date: CalendarDate.parse('2026-11-02'), lessonId: id(), text },
  });
  const positions = (userId: string): Promise<unknown[]> =>
    database.inTenant({ institutionId, userId }, (trx) => trx('inbox_item').orderBy('position').pluck('position'));

  beforeAll(async () => {
    database = await createTestDatabase('notifications', new URL('../../migrations/', import.meta.url));
  });
  afterAll(async () => {
    await database[Symbol.asyncDispose]();
  });

  it('counts for each user in the user’s own scope, in one transaction and by a kept plan (NTF-2, IAM-8)', async () => {
    await database.inTenant({ institutionId }, async (trx) => {
      for (let run = 0; run < RUNS_UNTIL_KEPT; run++) {
        const facts = { [other]: [fact('№ 1')], [one]: [fact('№ 2'), fact('№ 3')] };
        const deliveries = [other, one].map((userId) => ({ userId, facts: facts[userId] ?? [] }));
        await pipeline(trx, deliver(institutionId, new Date(), deliveries));
        // the last in the order of users
        expect(await trx('inbox_counter').pluck('user_id')).toEqual([[one, other].toSorted()[1]]);
      }
    });
    expect(await positions(one)).toEqual(Array.from({ length: 2 * RUNS_UNTIL_KEPT }, (_, i) => i + 1));
    expect(await positions(other)).toEqual(Array.from({ length: RUNS_UNTIL_KEPT }, (_, i) => i + 1));
  });

  it('would be refused in the scope of somebody else (IAM-8)', async () => {
    const foreign = database.inTenant({ institutionId, userId: other }, (trx) =>
      trx('inbox_counter').insert({ user_id: one, position: 1 }).onConflict('user_id').merge(),
    );
    await expect(foreign).rejects.toThrow('row-level security');
  });
});
