import type { Knex } from 'knex';
import type { Actor } from '@parta/chassis/auth/actor';
import { notFound } from '@parta/chassis/errors';
import {
  addDays,
  type CalendarDate,
  type IsoWeek,
  isoWeekOf,
  mondayOfIsoWeek,
} from '@parta/contracts/values/calendar-date';
import { loadYears } from '../calendar/year-store.ts';
import { knownStaff, loadShortNames } from '../copies/copy-queries.ts';
import { loadToday } from '../copies/institution-queries.ts';
import type { Dependencies } from '../dependencies.ts';
import { loadRooms } from '../rooms/room-store.ts';
import { loadClassCircle, loadClassNameOf, loadWeek, type WeekLesson, type WeekOf } from './week-queries.ts';

const OWN_TITLE = 'Моё расписание';

export interface TimetableQuery {
  readonly of: 'class' | 'teacher' | 'room' | 'me';
  readonly id?: string | undefined;
  readonly week?: IsoWeek | undefined;
}

export interface TimetableWeek {
  readonly week: IsoWeek;
  readonly from: CalendarDate;
  readonly title: string;
  readonly holidays: { readonly date: CalendarDate; readonly name: string }[];
  readonly lessons: WeekLesson[];
}

/**
 * One week of a class, teacher or room; without an id, of the one who asks.
 * @throws DomainError `class-not-found`, `teacher-not-found`, `room-not-found`
 */
export function buildGetTimetable({ inTenant, clock }: Dependencies) {
  return (actor: Actor, query: TimetableQuery): Promise<TimetableWeek> =>
    inTenant({ institutionId: actor.institutionId }, async (trx) => {
      const week = query.week ?? isoWeekOf(await loadToday(trx, clock));
      const monday = mondayOfIsoWeek(week);
      const { title, whose } = await subjectOf(trx, actor, { ...query, monday });
      const lessons = whose === null ? [] : await loadWeek(trx, { ...whose, monday });
      return { week, from: monday, title, holidays: await holidaysOf(trx, monday), lessons };
    });
}

interface Whose {
  readonly title: string;
  readonly whose: Omit<WeekOf, 'monday'> | null;
}

async function subjectOf(
  trx: Knex.Transaction,
  actor: Actor,
  { of, id, monday }: TimetableQuery & { readonly monday: CalendarDate },
): Promise<Whose> {
  if (of === 'me' || id === undefined) return ownOf(trx, actor, monday);
  if (of === 'class') {
    const circle = await loadClassCircle(trx, id);
    const [own] = circle;
    if (!own || own.id !== id) throw notFound('class-not-found');
    return { title: own.name, whose: { kind: 'class', ids: circle.map((one) => one.id) } };
  }
  if (of === 'room') {
    const room = (await loadRooms(trx)).find((one) => one.id === id);
    if (!room) throw notFound('room-not-found');
    return { title: room.name, whose: { kind: 'room', ids: [id] } };
  }
  if (!(await knownStaff(trx, [id])).has(id)) throw notFound('teacher-not-found');
  return { title: (await loadShortNames(trx, [id])).get(id) ?? '', whose: { kind: 'teacher', ids: [id] } };
}

/** A guardian's children are not known here: the page asks for the child's class. */
async function ownOf(trx: Knex.Transaction, { personId, side }: Actor, monday: CalendarDate): Promise<Whose> {
  if (personId === null || side === 'guardian' || side === 'official') return { title: OWN_TITLE, whose: null };
  if (side === 'student') {
    const title = (await loadClassNameOf(trx, personId, monday)) ?? OWN_TITLE;
    return { title, whose: { kind: 'student', ids: [personId] } };
  }
  const title = (await loadShortNames(trx, [personId])).get(personId) ?? OWN_TITLE;
  return { title, whose: { kind: 'teacher', ids: [personId] } };
}

async function holidaysOf(trx: Knex.Transaction, monday: CalendarDate): Promise<TimetableWeek['holidays']> {
  const years = await loadYears(trx);
  return [0, 1, 2, 3, 4, 5, 6].flatMap((offset) => {
    const date = addDays(monday, offset);
    const year = years.find(({ from, to }) => from <= date && date < to);
    const holiday = year?.holidays.find(({ from, to }) => from <= date && date < to);
    return holiday && !year?.workingSaturdays.includes(date) ? [{ date, name: holiday.name }] : [];
  });
}
