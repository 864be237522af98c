import type { Statement } from '@parta/chassis/db/statement';
import { periodOn } from '@parta/contracts/values/school-year';
import { workTypes } from '@parta/contracts/values/work-type';
import type { CalendarDate } from '@parta/contracts/values/calendar-date';
import type { PageChanges } from '../saves/page-save.ts';
import { attendanceChanged, markChanged } from '../saves/standing.ts';
import type { StandingChanges } from '../saves/standing-store.ts';
import type { ChangedCell, PageFacts, WorkFacts } from './page-facts.ts';

/** As readers are told of a work: its title, or its kind where it has none. */
export const titleOf = (work: Pick<WorkFacts, 'title' | 'typeKey'>): string =>
  work.title || (workTypes.find((type) => type.key === work.typeKey)?.title ?? work.typeKey);

interface Written {
  readonly changes: PageChanges;
  readonly statements: readonly Statement[];
}

/** The rows of a decision's cells, the lists of their event, and their effect on standings. */
export function writeCells(facts: PageFacts, changed: readonly ChangedCell[], standings: StandingChanges): Written {
  const marks = marksOf(facts, changed);
  const attendance = attendanceOf(facts, changed);
  const results = changed.flatMap(({ change, before, after }) =>
    change.kind === 'result' ? [{ periodId: change.periodId, studentId: change.studentId, before, after }] : [],
  ) as PageChanges['results'];

  for (const each of marks) {
    const weight = facts.works.get(each.workId)?.weight ?? 0;
    inPeriod(facts, each.date as CalendarDate, (periodId) =>
      standings.change(periodId, each.studentId, (standing) => markChanged(standing, each.before, each.after, weight)),
    );
  }
  for (const each of attendance) {
    inPeriod(facts, each.date as CalendarDate, (periodId) =>
      standings.change(periodId, each.studentId, (standing) => attendanceChanged(standing, each.before, each.after)),
    );
  }
  const changes: PageChanges = { records: [], works: [], marks, attendance, results };
  return {
    changes,
    statements: [...writeMarks(facts, marks), ...writeAttendance(facts, attendance), ...writeResults(facts, results)],
  };
}

function inPeriod({ page }: PageFacts, date: CalendarDate, work: (periodId: string) => void): void {
  const period = page.scheme && periodOn(page.scheme, date);
  if (period) work(period.id);
}

function marksOf(facts: PageFacts, changed: readonly ChangedCell[]): PageChanges['marks'] {
  return changed.flatMap(({ change, before, after }) => {
    const work = change.kind === 'mark' ? facts.works.get(change.workId) : undefined;
    const lesson = work && facts.lessons.get(work.lessonId);
    if (!work || !lesson) return [];
    const { id: workId, lessonId } = work;
    return [
      { workId, lessonId, studentId: change.studentId, date: lesson.date, workTitle: titleOf(work), before, after },
    ];
  }) as PageChanges['marks'];
}

function attendanceOf(facts: PageFacts, changed: readonly ChangedCell[]): PageChanges['attendance'] {
  return changed.flatMap(({ change, before, after }) => {
    const lesson = change.kind === 'attendance' ? facts.lessons.get(change.lessonId) : undefined;
    return lesson ? [{ lessonId: lesson.id, studentId: change.studentId, date: lesson.date, before, after }] : [];
  }) as PageChanges['attendance'];
}

// null, not JSON's null: an emptied cell is SQL's unknown
const json = (value: object | null): string | null => value && JSON.stringify(value);

function writeMarks({ page }: PageFacts, marks: PageChanges['marks']): readonly Statement[] {
  if (marks.length === 0) return [];
  return [
    {
      name: 'cells.marks',
      text: `insert into mark (institution_id, year, page_id, version, work_id, student_id, mark)
             select $1, $2, $3, $4, * from unnest($5::uuid[], $6::uuid[], $7::jsonb[])
             on conflict (institution_id, year, work_id, student_id) do update set version = excluded.version, mark = excluded.mark`,
      values: [
        ...[page.institutionId, page.year, page.id, page.seq + 1],
        ...[
          marks.map((each) => each.workId),
          marks.map((each) => each.studentId),
          marks.map((each) => json(each.after)),
        ],
      ],
    },
  ];
}

function writeAttendance({ page }: PageFacts, attendance: PageChanges['attendance']): readonly Statement[] {
  if (attendance.length === 0) return [];
  return [
    {
      name: 'cells.attendance',
      text: `insert into attendance (institution_id, year, page_id, version, lesson_id, student_id, code)
             select $1, $2, $3, $4, * from unnest($5::uuid[], $6::uuid[], $7::text[])
             on conflict (institution_id, year, lesson_id, student_id) do update set version = excluded.version, code = excluded.code`,
      values: [
        ...[page.institutionId, page.year, page.id, page.seq + 1],
        ...[
          attendance.map((each) => each.lessonId),
          attendance.map((each) => each.studentId),
          attendance.map((each) => each.after),
        ],
      ],
    },
  ];
}

function writeResults({ page }: PageFacts, results: PageChanges['results']): readonly Statement[] {
  if (results.length === 0) return [];
  return [
    {
      name: 'cells.results',
      text: `insert into result (institution_id, year, subject_id, page_id, version, period_id, student_id, result)
             select $1, $2, $3, $4, $5, * from unnest($6::uuid[], $7::uuid[], $8::jsonb[])
             on conflict (institution_id, year, student_id, subject_id, period_id)
             do update set version = excluded.version, result = excluded.result, page_id = excluded.page_id`,
      values: [
        ...[page.institutionId, page.year, page.subjectId, page.id, page.seq + 1],
        ...[
          results.map((each) => each.periodId),
          results.map((each) => each.studentId),
          results.map((each) => json(each.after)),
        ],
      ],
    },
  ];
}
