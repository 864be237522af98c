import { z } from 'zod';
import { jsonRows } from '@parta/chassis/db/json-sql';
import type { Statement } from '@parta/chassis/db/statement';
import { CalendarDate } from '@parta/contracts/values/calendar-date';
import { AttendanceCode, MarkValue } from '@parta/contracts/values/mark';
import { Holiday } from '@parta/contracts/values/school-year';
import { WorkTypeKey } from '@parta/contracts/values/work-type';

/** Lessons that a student has, by the intervals of membership: `$1` student, `$2` from, `$3` to. */
const ownLessons = `select distinct on (l.id) l.*, pg.subject_name, pg.year from class_member m
  join page_class pc on pc.class_id = m.class_id join page pg on pg.id = pc.page_id
  join lesson l on l.page_id = pg.id and l.date >= m.from_date and (m.to_date is null or l.date < m.to_date)
  where m.student_id = $1 and l.date >= $2 and l.date < $3`;

/** The comment that stands beside a cell of the student `$1`; null where none was ever written. */
export const noteOn = (kind: 'mark' | 'attendance', target: string): string =>
  `(select n.note from revision_note n where n.student_id = $1 and n.target_id = ${target} and n.kind = '${kind}'
     order by n.seq desc limit 1)`;

const lessons = `
  select l.id, l.page_id, l.date, l.slot, l.starts_at, l.ends_at, l.room, l.state, l.subject_name,
    coalesce(r.topic, '') as topic, coalesce(r.homework, '') as homework, a.code as attendance, ${noteOn('attendance', 'l.id')} as note
  from own_lesson l left join lesson_record r on r.lesson_id = l.id
  left join attendance a on a.year = l.year and a.lesson_id = l.id and a.student_id = $1
  order by l.date, l.slot, l.id`;

const marks = `
  select w.lesson_id, w.id as work_id, w.type_key, w.title, w.weight, k.mark, k.version, s.saved_at, ${noteOn('mark', 'w.id')} as note
  from own_lesson l join work w on w.lesson_id = l.id and not w.removed
  join mark k on k.year = l.year and k.work_id = w.id and k.student_id = $1 and k.mark is not null
  join save s on s.year = l.year and s.page_id = w.page_id and s.seq = k.version order by w.id`;

const holidays = `
  select holiday from calendar c, jsonb_array_elements(c.holidays) holiday
  where (holiday->>'from')::date < $3 and (holiday->>'to')::date > $2`;

const week = `
  with own_lesson as materialized (${ownLessons})
  select ${jsonRows(lessons)} as lessons, ${jsonRows(marks)} as marks, ${jsonRows(holidays)} as holidays`;

/** Everything that one week shows, as one row: the lessons of the student are looked up once for all of it. */
export const readDiary = (studentId: string, from: CalendarDate, to: CalendarDate): Statement => ({
  name: 'diary.week',
  text: week,
  values: [studentId, from, to],
});

const LessonRow = z.object({
  id: z.uuid(),
  page_id: z.uuid(),
  date: CalendarDate,
  slot: z.int(),
  starts_at: z.string(),
  ends_at: z.string(),
  room: z.string().nullable(),
  state: z.enum(['planned', 'cancelled', 'displaced']),
  subject_name: z.string(),
  topic: z.string(),
  homework: z.string(),
  attendance: AttendanceCode.nullable(),
  note: z.string().nullable(),
});

export const DiaryMarkRow = z.object({
  lesson_id: z.uuid(),
  work_id: z.uuid(),
  type_key: WorkTypeKey,
  title: z.string(),
  weight: z.int(),
  mark: MarkValue,
  version: z.int(),
  // as text where it comes through JSON
  saved_at: z.coerce.date(),
  note: z.string().nullable(),
});

export const shownMark = (row: z.infer<typeof DiaryMarkRow>) => ({
  workId: row.work_id,
  mark: row.mark,
  version: row.version,
  typeKey: row.type_key,
  title: row.title,
  weight: row.weight,
  at: row.saved_at.toISOString(),
  ...(row.note ? { comment: row.note } : {}),
});

const Week = z.object({
  lessons: z.array(LessonRow),
  marks: z.array(DiaryMarkRow),
  holidays: z.array(z.object({ holiday: Holiday })),
});

export type DiaryLesson = ReturnType<typeof parseDiary>['lessons'][number];

export function parseDiary(row: unknown) {
  const { lessons, marks, holidays } = Week.parse(row);
  const marksOf = Map.groupBy(marks, (mark) => mark.lesson_id);
  return {
    lessons: lessons.map((lesson) => ({
      lessonId: lesson.id,
      pageId: lesson.page_id,
      date: lesson.date,
      slot: lesson.slot,
      startsAt: lesson.starts_at,
      endsAt: lesson.ends_at,
      subjectName: lesson.subject_name,
      room: lesson.room,
      topic: lesson.topic,
      homework: lesson.homework,
      state: lesson.state,
      attendance: lesson.attendance,
      ...(lesson.note && lesson.attendance ? { comment: lesson.note } : {}),
      marks: (marksOf.get(lesson.id) ?? []).map(shownMark),
    })),
    holidays: holidays.map(({ holiday }) => holiday),
  };
}
