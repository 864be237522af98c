import { randomUUID } from 'node:crypto';
import { classV1 } from '@parta/contracts/events/contingent/class.v1';
import { personV1 } from '@parta/contracts/events/contingent/person.v1';
import { staffV1 } from '@parta/contracts/events/contingent/staff.v1';
import { organisationV1 } from '@parta/contracts/events/identity/organisation.v1';
import type { OutgoingEvent } from '@parta/contracts/kernel/event';
import { uuidV7 } from '@parta/contracts/kernel/uuid';
import { CalendarDate } from '@parta/contracts/values/calendar-date';

export const day = (text: string): CalendarDate => CalendarDate.parse(text);

/** Two semesters with a New Year break; ids are made anew. */
export function yearPlan() {
  const from = day('2026-09-01');
  const to = day('2027-07-01');
  const winter = day('2027-01-11');
  return {
    id: uuidV7(),
    ...{ from, to },
    schemes: [
      {
        ...{ id: uuidV7(), name: 'Семестры', kind: 'semester' as const },
        periods: [
          { id: uuidV7(), number: 1, name: 'I семестр', from, to: winter },
          { id: uuidV7(), number: 2, name: 'II семестр', from: winter, to },
        ],
      },
    ],
    holidays: [
      { name: 'День народного единства', from: day('2026-11-04'), to: day('2026-11-05') },
      { name: 'Зимние каникулы', from: day('2026-12-31'), to: day('2027-01-11') },
    ],
    workingSaturdays: [],
    weekDays: 6,
    bells: [
      {
        ...{ id: uuidV7(), name: 'Обычные' },
        slots: [
          { slot: 1, startsAt: '08:30', endsAt: '10:00' },
          { slot: 2, startsAt: '10:10', endsAt: '11:40' },
        ],
      },
    ],
  };
}

function newIds() {
  const id = uuidV7;
  return {
    institutionId: id(),
    ...{ classA: id(), classB: id(), half1: id(), half2: id() },
    ...{ teacher1: id(), teacher2: id(), student1: id(), student2: id() },
  };
}

type Ids = ReturnType<typeof newIds>;

/** What contingent and identity have published of a college: two groups, one halved, two teachers, a student in each half. */
export function smallCollege(): Ids & { readonly events: OutgoingEvent[] } {
  const ids = newIds();
  return { ...ids, events: eventsOf(ids) };
}

export const classEvent = (
  { institutionId }: Pick<Ids, 'institutionId'>,
  { id, parentId = null, name, version = 1, students = [] }: ClassFacts,
): OutgoingEvent =>
  classV1.of(
    { institutionId, root: parentId ?? id, key: id, version },
    {
      ...{ classId: id, parentId, year: 2026, name, grade: 1, classTeachers: [] },
      members: students.map((studentId) => ({ studentId, from: day('2026-09-01'), to: null })),
    },
  );

interface ClassFacts {
  readonly id: string;
  readonly parentId?: string | null;
  readonly name: string;
  readonly version?: number;
  readonly students?: readonly string[];
}

function eventsOf(ids: Ids): OutgoingEvent[] {
  const { institutionId } = ids;
  const at = (key: string) => ({ institutionId, root: key, key, version: 1 });
  const teacher = (personId: string, lastName: string): OutgoingEvent[] => [
    personV1.of(at(personId), {
      ...{ personId, kinds: ['staff'], consent: 'given' },
      name: { lastName, firstName: 'Анна', middleName: 'Ивановна' },
    }),
    staffV1.of(at(personId), {
      personId,
      positions: [{ role: 'teacher', title: 'Преподаватель', from: day('2026-09-01'), to: null }],
    }),
  ];
  return [
    organisationV1.of(at(institutionId), {
      ...{ id: institutionId, kind: 'college', parentId: randomUUID(), name: 'Колледж', shortName: 'Колледж' },
      ...{ timeZone: 'Asia/Vladivostok', state: 'open' },
    }),
    ...teacher(ids.teacher1, 'Титова'),
    ...teacher(ids.teacher2, 'Уварова'),
    classEvent(ids, { id: ids.classA, name: 'СВ11', students: [ids.student1, ids.student2] }),
    classEvent(ids, { id: ids.classB, name: 'СВ21' }),
    classEvent(ids, { id: ids.half1, parentId: ids.classA, name: 'англ. 1', students: [ids.student1] }),
    classEvent(ids, { id: ids.half2, parentId: ids.classA, name: 'англ. 2', students: [ids.student2] }),
  ];
}
