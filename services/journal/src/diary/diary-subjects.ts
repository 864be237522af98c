import { z } from 'zod';
import type { Actor } from '@parta/chassis/auth/actor';
import type { Clock } from '@parta/chassis/clock';
import type { Statement } from '@parta/chassis/db/statement';
import type { ReadInTenant } from '@parta/chassis/db/tenant';
import type { Success } from '@parta/contracts/kernel/operation';
import type { diaryContract } from '@parta/contracts/http/journal/diary';
import { averageHundredths, nothing, plus } from '@parta/contracts/rules/journal/average';
import { CalendarDate } from '@parta/contracts/values/calendar-date';
import { ResultValue } from '@parta/contracts/values/mark';
import { PeriodScheme, periodOn } from '@parta/contracts/values/school-year';
import { todayIn } from '../institution/today-in.ts';
import { ownerOf, readDiaries } from './diary-access.ts';
import { DiaryMarkRow, noteOn, shownMark } from './diary-queries.ts';

interface Dependencies {
  readonly readInTenant: ReadInTenant;
  readonly clock: Clock;
}

type Subjects = Success<typeof diaryContract.diarySubjects>;
export type ShowDiarySubjects = (actor: Actor, studentId: string) => Promise<Subjects>;

const PageRow = z.object({
  page_id: z.uuid(),
  subject_id: z.uuid(),
  subject_name: z.string(),
  scheme: PeriodScheme,
});
const SumRow = z.object({
  page_id: z.uuid(),
  period_id: z.uuid(),
  sum: z.int(),
  weight: z.int(),
  marks: z.int(),
  absences: z.int(),
});
const MarkRow = DiaryMarkRow.extend({ page_id: z.uuid(), date: CalendarDate });
const ResultRow = z.object({ subject_id: z.uuid(), period_id: z.uuid(), result: ResultValue });

const reads = (studentId: string): readonly Statement[] => [
  {
    name: 'subjects.pages',
    text: `select distinct p.id as page_id, p.subject_id, p.subject_name, p.subject_order, scheme
           from class_member m join page_class pc on pc.class_id = m.class_id join page p on p.id = pc.page_id
           join calendar c on c.year = p.year, jsonb_array_elements(c.schemes) scheme
           where m.student_id = $1 and scheme->>'id' = p.period_scheme_id::text and p.year = (select max(year) from calendar where state <> 'planned')
           order by p.subject_order, p.subject_name`,
    values: [studentId],
  },
  {
    name: 'subjects.sums',
    text: `select page_id, period_id, sum, weight, marks, absences from standing where student_id = $1`,
    values: [studentId],
  },
  {
    name: 'subjects.marks',
    text: `select w.page_id, w.lesson_id, w.id as work_id, w.type_key, w.title, w.weight, k.mark, k.version, s.saved_at, l.date,
             ${noteOn('mark', 'w.id')} as note
           from mark k join work w on w.id = k.work_id and not w.removed join lesson l on l.id = w.lesson_id
           join save s on s.year = k.year and s.page_id = k.page_id and s.seq = k.version
           where k.student_id = $1 and k.mark is not null and k.year = (select max(year) from calendar where state <> 'planned')
           order by l.date, l.slot, w.id`,
    values: [studentId],
  },
  {
    name: 'subjects.results',
    text: `select subject_id, period_id, result from result where student_id = $1 and result is not null`,
    values: [studentId],
  },
];

/** Averages with their terms, absences and period results of the running year; pages of one subject are joined. [JRN-5; domain §6] */
export function buildDiarySubjects({ readInTenant, clock }: Dependencies): ShowDiarySubjects {
  return async (actor, studentId) =>
    readInTenant(actor, async (read) => {
      const today = await todayIn(read, clock);
      const [diaries, ...rows] = await read([readDiaries(actor, today), ...reads(studentId)]);
      return { student: ownerOf(actor, diaries, studentId), subjects: compose(rows, today) };
    });
}

function compose(
  [pageRows, sumRows, markRows, resultRows]: readonly (readonly unknown[])[],
  today: CalendarDate,
): Subjects['subjects'] {
  const pages = z.array(PageRow).parse(pageRows);
  const sums = z.array(SumRow).parse(sumRows);
  const marks = z.array(MarkRow).parse(markRows);
  const results = z.array(ResultRow).parse(resultRows);
  return [...Map.groupBy(pages, (page) => page.subject_id)].flatMap(([subjectId, ofSubject]) => {
    const [first] = ofSubject;
    if (!first) return [];
    const period = periodOn(first.scheme, today) ?? first.scheme.periods.findLast((each) => each.from <= today);
    const ids = ofSubject.map((page) => page.page_id);
    const own = sums.filter((sum) => ids.includes(sum.page_id) && sum.period_id === period?.id);
    return [
      {
        pageId: first.page_id,
        subjectName: first.subject_name,
        periodName: period?.name ?? '',
        averageHundredths: averageHundredths(own.reduce(plus, nothing)),
        absences: own.reduce((count, sum) => count + sum.absences, 0),
        marks: marks
          .filter((mark) => ids.includes(mark.page_id) && period && period.from <= mark.date && mark.date < period.to)
          .map((mark) => ({ ...shownMark(mark), date: mark.date })),
        results: results.flatMap(({ subject_id, period_id, result }) => {
          const named = first.scheme.periods.find((each) => each.id === period_id);
          return subject_id === subjectId && named ? [{ periodName: named.name, result }] : [];
        }),
      },
    ];
  });
}
