import { z } from 'zod';
import type { Statement } from '@parta/chassis/db/pipeline';
import { CalendarDate } from '@parta/contracts/values/calendar-date';
import { AttendanceCode, MarkValue, ResultValue } from '@parta/contracts/values/mark';
import type { PersonName } from '@parta/contracts/values/person';
import { WorkKind, WorkTypeKey } from '@parta/contracts/values/work-type';

/** Days of `[from, to)`. */
interface Span {
  readonly from: CalendarDate;
  readonly to: CalendarDate;
}

type Rows = readonly unknown[] | undefined;

const lessonsIn = `select id from lesson where page_id = $1 and date >= $2 and date < $3`;

/** Everything that a page of one period shows, in the order in which `parseView` takes the rows. */
export function readView(pageId: string, year: number, periodId: string, { from, to }: Span): readonly Statement[] {
  const span = [pageId, from, to];
  return [
    {
      name: 'view.students',
      text: `select m.student_id, c.class_id, c.parent_id, c.grade, m.from_date, m.to_date,
               coalesce(p.last_name, '…') as last_name, coalesce(p.first_name, '…') as first_name, p.middle_name
             from page_class pc join class c on c.class_id = pc.class_id join class_member m on m.class_id = c.class_id
             left join person p on p.person_id = m.student_id
             where pc.page_id = $1 and m.from_date < $3 and (m.to_date is null or m.to_date > $2)`,
      values: span,
    },
    {
      name: 'view.lessons',
      text: `select l.id, l.date, l.slot, l.starts_at, l.ends_at, l.state, coalesce(r.topic, '') as topic,
               coalesce(r.homework, '') as homework, coalesce(r.version, 0) as version
             from lesson l left join lesson_record r on r.lesson_id = l.id
             where l.page_id = $1 and l.date >= $2 and l.date < $3 order by l.date, l.slot, l.id`,
      values: span,
    },
    {
      name: 'view.works',
      text: `select w.id, w.lesson_id, w.type_key, w.kind, w.title, w.weight, w.version from work w join lesson l on l.id = w.lesson_id
             where w.page_id = $1 and not w.removed and l.date >= $2 and l.date < $3 order by l.date, l.slot, w.id`,
      values: span,
    },
    ...readCells(span, year),
    ...readPeriod(pageId, year, periodId),
    {
      name: 'view.last-lesson',
      text: `select max(date) as date from lesson where page_id = $1 and state = 'planned' and date >= $2 and date < $3`,
      values: span,
    },
    {
      name: 'view.notes',
      text: `select * from (
               select distinct on (kind, target_id, student_id) kind, target_id, student_id, note from revision_note
               where year = $4 and page_id = $1 and (target_id = $5 or target_id in (${lessonsIn})
                 or target_id in (select id from work where page_id = $1 and lesson_id in (${lessonsIn})))
               order by kind, target_id, student_id, seq desc) newest where note <> ''`,
      values: [...span, year, periodId],
    },
  ];
}

const readCells = (span: readonly unknown[], year: number): readonly Statement[] => [
  {
    name: 'view.marks',
    text: `select work_id, student_id, version, mark from mark where year = $4 and page_id = $1
           and work_id in (select id from work where page_id = $1 and lesson_id in (${lessonsIn}))`,
    values: [...span, year],
  },
  {
    name: 'view.attendance',
    text: `select lesson_id, student_id, version, code from attendance where year = $4 and page_id = $1
           and lesson_id in (${lessonsIn})`,
    values: [...span, year],
  },
];

const readPeriod = (pageId: string, year: number, periodId: string): readonly Statement[] => [
  {
    name: 'view.results',
    text: `select r.student_id, r.version, r.result from result r join page p on p.id = $1 and p.subject_id = r.subject_id
           where r.year = $3 and r.period_id = $2 and r.student_id in
             (select m.student_id from page_class pc join class_member m on m.class_id = pc.class_id where pc.page_id = $1)`,
    values: [pageId, periodId, year],
  },
  {
    name: 'view.standings',
    text: `select period_id, student_id, sum, weight, marks, absences from standing where page_id = $1 and period_id = $2`,
    values: [pageId, periodId],
  },
];

const StudentNames = z
  .object({ student_id: z.uuid(), last_name: z.string(), first_name: z.string(), middle_name: z.string().nullable() })
  .transform((row): [string, PersonName] => [
    row.student_id,
    { lastName: row.last_name, firstName: row.first_name, middleName: row.middle_name },
  ]);

const Lesson = z
  .object({
    id: z.uuid(),
    date: CalendarDate,
    slot: z.int(),
    starts_at: z.string(),
    ends_at: z.string(),
    state: z.enum(['planned', 'cancelled', 'displaced']),
    topic: z.string(),
    homework: z.string(),
    version: z.int(),
  })
  .transform(({ starts_at, ends_at, version, ...row }) => ({
    ...row,
    startsAt: starts_at,
    endsAt: ends_at,
    recordVersion: version,
  }));

const Work = z
  .object({
    id: z.uuid(),
    lesson_id: z.uuid(),
    type_key: WorkTypeKey,
    kind: WorkKind,
    title: z.string(),
    weight: z.int(),
    version: z.int(),
  })
  .transform(({ lesson_id, type_key, ...row }) => ({ ...row, lessonId: lesson_id, typeKey: type_key }));

const Mark = z
  .object({ work_id: z.uuid(), student_id: z.uuid(), version: z.int(), mark: MarkValue.nullable() })
  .transform(({ work_id, student_id, ...row }) => ({ ...row, workId: work_id, studentId: student_id }));

const Attendance = z
  .object({ lesson_id: z.uuid(), student_id: z.uuid(), version: z.int(), code: AttendanceCode.nullable() })
  .transform(({ lesson_id, student_id, ...row }) => ({ ...row, lessonId: lesson_id, studentId: student_id }));

const Result = z
  .object({ student_id: z.uuid(), version: z.int(), result: ResultValue.nullable() })
  .transform(({ student_id, ...row }) => ({ ...row, studentId: student_id }));

const Note = z
  .object({
    kind: z.enum(['mark', 'attendance', 'result']),
    target_id: z.uuid(),
    student_id: z.uuid(),
    note: z.string(),
  })
  .transform((row) => ({ kind: row.kind, targetId: row.target_id, studentId: row.student_id, comment: row.note }));

export function parseView(rows: readonly Rows[], periodId: string) {
  const [students, lessons, works, marks, attendance, results, standings, last, notes] = rows;
  const cells = {
    mark: z.array(Mark).parse(marks),
    attendance: z.array(Attendance).parse(attendance),
    result: z.array(Result).parse(results),
  };
  return {
    memberships: students,
    names: new Map(z.array(StudentNames).parse(students)),
    lessons: z.array(Lesson).parse(lessons),
    works: z.array(Work).parse(works),
    marks: cells.mark.flatMap(({ mark, ...cell }) => (mark === null ? [] : [{ ...cell, mark }])),
    attendance: cells.attendance.flatMap(({ code, ...cell }) => (code === null ? [] : [{ ...cell, code }])),
    results: cells.result.flatMap(({ result, ...cell }) => (result === null ? [] : [{ ...cell, result }])),
    emptied: [
      ...cells.mark
        .filter(({ mark }) => mark === null)
        .map(({ workId, studentId, version }) => ({ kind: 'mark' as const, targetId: workId, studentId, version })),
      ...cells.attendance
        .filter(({ code }) => code === null)
        .map(({ lessonId, studentId, version }) => ({
          ...{ kind: 'attendance' as const, targetId: lessonId, studentId, version },
        })),
      ...cells.result
        .filter(({ result }) => result === null)
        .map(({ studentId, version }) => ({ kind: 'result' as const, targetId: periodId, studentId, version })),
    ],
    standings,
    comments: z.array(Note).parse(notes),
    lastLesson: z.object({ date: CalendarDate.nullable() }).optional().parse(last?.[0])?.date ?? null,
  };
}
