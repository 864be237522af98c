import { z } from 'zod';
import type { Statement } from '@parta/chassis/db/statement';
import { CalendarDate } from '@parta/contracts/values/calendar-date';
import { OrganisationKind } from '@parta/contracts/values/organisation';

interface Span {
  readonly date: CalendarDate;
  /** From when lessons are looked through for what is late. */
  readonly since: CalendarDate;
  readonly today: CalendarDate;
}

/** Lessons of one person on a day and in the days before today, each with what was filled in. */
export const readDay = (personId: string | null, { date, since, today }: Span): Statement => ({
  name: 'day.lessons',
  text: `select l.id, l.page_id, l.date, l.slot, l.starts_at, l.ends_at, l.room, l.state, p.subject_name, p.name, p.year,
           coalesce(r.topic, '') as topic, coalesce(r.homework, '') as homework,
           (select count(distinct m.student_id) from page_class pc join class_member m on m.class_id = pc.class_id
              where pc.page_id = p.id and m.from_date <= l.date and (m.to_date is null or m.to_date > l.date)) as students,
           (select count(distinct k.student_id) from work w join mark k on k.year = p.year and k.work_id = w.id and k.mark is not null
              where w.lesson_id = l.id and not w.removed) as marked,
           (select count(*) from attendance a where a.year = p.year and a.lesson_id = l.id and a.code is not null and a.code <> 'late') as absent,
           (select count(*) from work w where w.lesson_id = l.id and not w.removed) as works,
           array(select distinct c.grade from page_class pc join class c on c.class_id = pc.class_id where pc.page_id = p.id) as grades,
           coalesce((select kind from organisation), 'school') as kind
         from lesson l join page p on p.id = l.page_id left join lesson_record r on r.lesson_id = l.id
         where ((l.date >= $3 and l.date < $4) or l.date = $2)
           and (cardinality(l.teacher_ids) = 0 or $1 = any(l.teacher_ids))
           and exists (select 1 from page_teacher t where t.page_id = p.id and t.person_id = $1
             and t.from_date <= l.date and (t.to_date is null or t.to_date > l.date))
         order by l.date, l.slot, l.id`,
  values: [personId, date, since, today],
});

const Row = z
  .object({
    id: z.uuid(),
    page_id: z.uuid(),
    date: CalendarDate,
    slot: z.int(),
    starts_at: z.string(),
    ends_at: z.string(),
    room: z.string().nullable(),
    state: z.enum(['planned', 'cancelled', 'displaced']),
    subject_name: z.string(),
    name: z.string(),
    year: z.int(),
    topic: z.string(),
    homework: z.string(),
    students: z.int(),
    marked: z.int(),
    absent: z.int(),
    works: z.int(),
    grades: z.array(z.int()),
    kind: OrganisationKind,
  })
  .transform(({ page_id, starts_at, ends_at, subject_name, name, ...row }) => ({
    ...row,
    pageId: page_id,
    startsAt: starts_at,
    endsAt: ends_at,
    subjectName: subject_name,
    groupName: name,
  }));

export type DayLesson = z.output<typeof Row>;

export const parseDay = (rows: readonly unknown[] | undefined): readonly DayLesson[] => z.array(Row).parse(rows);
