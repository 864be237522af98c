import { setTimeout as pause } from 'node:timers/promises';
import type { Knex } from 'knex';
import { z } from 'zod';
import type { Actor } from '@parta/chassis/auth/actor';
import { connectDatabase } from '@parta/chassis/db/database';
import { buildInTenant, type InTenant } from '@parta/chassis/db/tenant';
import { buildLog } from '@parta/chassis/log';
import { addDays, dateIn } from '@parta/contracts/values/calendar-date';
import { config } from './demo-config.ts';
import { fillPage } from './fill-page.ts';

const PageRow = z.object({ institution_id: z.uuid(), id: z.uuid(), person_id: z.uuid(), user_id: z.uuid() });
const SIDE_BY_SIDE = 4;

const log = buildLog('journal-demo', 'info');
const owner = connectDatabase(config.OWNER_DATABASE_URL, { max: 1, name: 'journal-demo' });
const app = connectDatabase(config.DATABASE_URL, { max: SIDE_BY_SIDE, name: 'journal-demo' });

await untilQuiet(owner);
const pages = z.array(PageRow).parse(
  (
    await owner.raw<{ rows: unknown[] }>(
      `select distinct on (p.id) p.institution_id, p.id, t.person_id, coalesce(a.user_id, t.person_id) as user_id from page p
       join page_teacher t on t.page_id = p.id left join account a on a.institution_id = p.institution_id and a.person_id = t.person_id
       order by p.id, t.person_id`,
    )
  ).rows,
);
const started = performance.now();
let saves = 0;
let next = 0;
// today's own lessons wait for their teachers
const until = addDays(dateIn('Europe/Moscow', new Date()), -1);
const inTenant = buildInTenant(app);
await Promise.all(Array.from({ length: SIDE_BY_SIDE }, () => work(inTenant)));
await owner.raw('analyze');
log.info(
  { pages: pages.length, saves, seconds: Math.round((performance.now() - started) / 1000) },
  'demo entries written',
);
await Promise.all([owner.destroy(), app.destroy()]);

async function work(within: InTenant): Promise<void> {
  for (let page = pages[next++]; page; page = pages[next++]) {
    const { institution_id, id, person_id, user_id } = page;
    const teacher = teacherOf(institution_id, person_id, user_id);
    const made = await within({ institutionId: institution_id }, (trx) => fillPage(trx, teacher, id, until));
    saves += made;
    if (next % 200 === 0) log.info({ pages: `${next} / ${pages.length}` }, 'demo entries');
  }
}

function teacherOf(institutionId: string, personId: string, userId: string): Actor {
  return {
    userId,
    personId,
    institutionId,
    sessionId: userId,
    assignmentId: userId,
    side: 'staff',
    roles: ['teacher'],
    until: new Date(),
    may: () => true,
  };
}

/** Pages, rosters and lessons come by events: what has stopped growing has arrived. */
async function untilQuiet(database: Knex): Promise<void> {
  let before = '';
  for (;;) {
    const { rows } = await database.raw<{ rows: unknown[] }>(
      `select (select count(*) from page) as pages, (select count(*) from lesson) as lessons, (select count(*) from class_member) as members`,
    );
    const now = JSON.stringify(rows);
    if (now === before) return;
    before = now;
    await pause(2000);
  }
}
