import type { Knex } from 'knex';
import { uuidV7 } from '@parta/contracts/kernel/uuid';
import type { BellSchedule } from '@parta/contracts/values/school-year';
import { changeYear } from '../calendar/save-year.ts';
import { lockYear } from '../calendar/year-store.ts';
import type { ImportPlan } from '../fet/import-plan.ts';
import { loadRooms, upsertRooms } from '../rooms/room-store.ts';
import { loadSubjects, upsertSubjects } from '../subjects/subject-store.ts';
import { bellSlots } from './bell-slots.ts';
import { loadKeys, matchByKey, rememberKeys } from './external-key-store.ts';
import type { ImportProgress } from './import-progress.ts';

const LONGEST_ROOM_NAME = 80;
const LONGEST_SHORT_NAME = 40;

export interface PlanStage {
  readonly plan: ImportPlan;
  readonly institutionId: string;
  readonly progress: ImportProgress;
}

/** Subject by the file's key; a subject of the same name that is there already is the one that is meant. */
export async function takeOverSubjects(
  trx: Knex.Transaction,
  { plan, institutionId, progress }: PlanStage,
): Promise<Map<string, string>> {
  const known = await loadSubjects(trx);
  const names = new Map(known.map(({ id, name }) => [name, id]));
  const { ids, made, unkept } = matchByKey(plan.subjects, await loadKeys(trx, 'subject'), names);
  const last = Math.max(0, ...known.map(({ order }) => order));
  const subjects = made.map(({ id, item: { name } }, index) => ({
    ...{ id, name, order: last + index + 1 },
    shortName: name.slice(0, LONGEST_SHORT_NAME).trim(),
  }));
  await upsertSubjects(trx, institutionId, subjects);
  await rememberKeys(trx, { institutionId, kind: 'subject' }, unkept);
  progress.count('subjects', made.length);
  return ids;
}

/** Room by the file's key. */
export async function takeOverRooms(
  trx: Knex.Transaction,
  { plan, institutionId, progress }: PlanStage,
): Promise<Map<string, string>> {
  const names = new Map((await loadRooms(trx)).map(({ id, name }) => [name, id]));
  const rooms = plan.rooms.map((room) => ({ ...room, name: room.name.slice(0, LONGEST_ROOM_NAME).trim() }));
  const { ids, made, unkept } = matchByKey(rooms, await loadKeys(trx, 'room'), names);
  await upsertRooms(
    trx,
    institutionId,
    made.map(({ id, item: { name } }) => ({ id, name })),
  );
  await rememberKeys(trx, { institutionId, kind: 'room' }, unkept);
  progress.count('rooms', made.length);
  return ids;
}

interface BellStage extends PlanStage {
  readonly year: number;
  readonly today: Parameters<typeof changeYear>[2]['today'];
  readonly fileName: string;
}

/** The year's bell schedule with these very times; made where there is none. Null = the file names no bell. */
export async function takeOverBells(trx: Knex.Transaction, stage: BellStage): Promise<BellSchedule | null> {
  const { plan, institutionId, progress, today, fileName } = stage;
  const { slots, lost } = bellSlots(plan.bells);
  for (const { line, name, slot } of lost) {
    progress.tell({ line, element: 'Hour', name, code: 'bell-without-place', effect: 'skipped', params: { slot } });
  }
  const year = await lockYear(trx, stage.year);
  if (!year || slots.length === 0) return null;
  const same = year.bells.find(
    (schedule) => JSON.stringify(schedule.slots.map(timesOf)) === JSON.stringify(slots.map(timesOf)),
  );
  progress.count('bells', same ? 0 : slots.length);
  if (same) return same;
  const schedule = { id: uuidV7(), name: `Из файла ${fileName}`.slice(0, 80), slots };
  await changeYear(trx, institutionId, { year: year.year, today, plan: { ...year, bells: [...year.bells, schedule] } });
  return schedule;
}

const timesOf = ({ slot, startsAt, endsAt }: BellSchedule['slots'][number]) => [slot, startsAt, endsAt];
