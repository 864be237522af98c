import type { Knex } from 'knex';
import { z } from 'zod';
import { addDays, CalendarDate } from '@parta/contracts/values/calendar-date';
import { loadShortNames } from '../copies/copy-queries.ts';

const WeekLessonRow = z.object({
  id: z.uuid(),
  date: CalendarDate,
  slot: z.int(),
  starts_at: z.string(),
  ends_at: z.string(),
  teaching_group_id: z.uuid(),
  subject_name: z.string(),
  group_name: z.string(),
  room: z.string().nullable(),
  teacher_ids: z.array(z.uuid()),
  state: z.enum(['planned', 'cancelled', 'displaced']),
});

export interface WeekLesson {
  readonly id: string;
  readonly date: CalendarDate;
  readonly slot: number;
  readonly startsAt: string;
  readonly endsAt: string;
  readonly teachingGroupId: string;
  readonly subjectName: string;
  readonly groupName: string;
  readonly room: string | null;
  readonly teachers: string[];
  readonly state: 'planned' | 'cancelled' | 'displaced';
}

/** Whose lessons: `ids` are classes and subgroups, or one person, room or student. */
export interface WeekOf {
  readonly kind: 'class' | 'teacher' | 'room' | 'student';
  readonly ids: readonly string[];
  readonly monday: CalendarDate;
}

const heldBy = `case when l.teacher_ids <> '{}' then l.teacher_ids else array(
  select person_id from teaching_group_teacher t
  where t.teaching_group_id = l.teaching_group_id and t.from_date <= l.date and (t.to_date is null or l.date < t.to_date)
  order by person_id) end`;

const whose: Readonly<Record<WeekOf['kind'], string>> = {
  class: 'l.teaching_group_id in (select teaching_group_id from teaching_group_class where class_id = any(?::uuid[]))',
  teacher: `${heldBy} && ?::uuid[]`,
  room: 'l.room_id = any(?::uuid[])',
  student: `exists (
    select from teaching_group_class gc join class_member m on m.class_id = gc.class_id
    where gc.teaching_group_id = l.teaching_group_id and m.student_id = any(?::uuid[])
      and m.from_date <= l.date and (m.to_date is null or l.date < m.to_date))`,
};

/** Lessons of one week by day and bell; the days are half-open `[monday, monday + 7)`. */
export async function loadWeek(trx: Knex.Transaction, { kind, ids, monday }: WeekOf): Promise<WeekLesson[]> {
  const { rows } = await trx.raw<{ rows: unknown[] }>(
    `select l.id, l.date, l.slot, l.starts_at, l.ends_at, l.teaching_group_id, s.name as subject_name, g.name as group_name,
       r.name as room, ${heldBy} as teacher_ids, l.state
     from lesson l
     join teaching_group g on g.id = l.teaching_group_id
     join subject s on s.id = g.subject_id
     left join room r on r.id = l.room_id
     where l.date >= ? and l.date < ? and ${whose[kind]}
     order by l.date, l.slot, g.name, l.id`,
    [monday, addDays(monday, 7), [...ids]],
  );
  const lessons = z.array(WeekLessonRow).parse(rows);
  const names = await loadShortNames(
    trx,
    lessons.flatMap(({ teacher_ids }) => teacher_ids),
  );
  return lessons.map(({ starts_at, ends_at, teaching_group_id, subject_name, group_name, teacher_ids, ...lesson }) => ({
    ...lesson,
    startsAt: starts_at,
    endsAt: ends_at,
    teachingGroupId: teaching_group_id,
    subjectName: subject_name,
    groupName: group_name,
    teachers: teacher_ids.flatMap((id) => names.get(id) ?? []),
  }));
}

const NamedRow = z.object({ id: z.uuid(), name: z.string() });
export type Named = z.infer<typeof NamedRow>;

/** A class with its subgroups, or a subgroup with its class: whoever sits in one has the lessons of both. Empty = not known. */
export async function loadClassCircle(trx: Knex.Transaction, id: string): Promise<Named[]> {
  const rows: unknown = await trx('class')
    .where({ id })
    .orWhere({ parent_id: id })
    .orWhereIn('id', trx('class').where({ id }).whereNotNull('parent_id').select('parent_id'))
    .orderByRaw('id = ? desc', [id])
    .select('id', 'name');
  return z.array(NamedRow).parse(rows);
}

/** The class, not a subgroup, that a student is in on one of these days. */
export async function loadClassNameOf(
  trx: Knex.Transaction,
  studentId: string,
  monday: CalendarDate,
): Promise<string | undefined> {
  const row: { name: string } | undefined = await trx('class_member as m')
    .join('class as c', 'c.id', 'm.class_id')
    .where({ student_id: studentId, parent_id: null })
    .where('from_date', '<', addDays(monday, 7))
    .where((query) => void query.whereNull('to_date').orWhere('to_date', '>', monday))
    .orderBy('from_date', 'desc')
    .select<{ name: string }[]>('c.name as name')
    .first();
  return row?.name;
}
