import type { Statement } from '@parta/chassis/db/statement';
import type { Read } from '@parta/chassis/db/transact';
import type { CalendarDate } from '@parta/contracts/values/calendar-date';
import type { AttendanceCode, MarkValue, ResultValue } from '@parta/contracts/values/mark';
import { type Arrival, noteGaps, noteSeq } from './page-seq-store.ts';

interface Cell<Value> {
  readonly studentId: string;
  /** What stands in the cell; null once it was emptied. */
  readonly after: Value | null;
}

/** Cells of one page as save `seq` left them. */
export interface PageCells extends Arrival {
  readonly year: number;
  readonly subjectId: string;
  readonly marks: readonly (Cell<MarkValue> & { readonly workId: string; readonly date: CalendarDate })[];
  readonly attendance: readonly (Cell<AttendanceCode> & { readonly lessonId: string; readonly date: CalendarDate })[];
  readonly results: readonly (Cell<ResultValue> & { readonly periodId: string })[];
}

/**
 * Notes the page's seq and writes each cell of which the copy holds an older version, or none; in one round trip. Answers what is left to
 * write.
 */
export async function keepPage(read: Read, cells: PageCells): Promise<readonly Statement[]> {
  const [known] = await read([noteSeq(cells), ...keepResults(cells), ...keepMarks(cells), ...keepAttendance(cells)]);
  return noteGaps(read, cells, known);
}

// null, not JSON's null: an emptied cell is SQL's unknown
const json = (value: object | null): string | null => value && JSON.stringify(value);

const common = ({ institutionId, year, pageId, seq }: PageCells) => [institutionId, year, pageId, seq];

function keepResults(cells: PageCells): readonly Statement[] {
  const { results, subjectId, at } = cells;
  if (results.length === 0) return [];
  return [
    {
      name: 'keep.results',
      text: `insert into result (institution_id, year, page_id, version, subject_id, changed_at, period_id, student_id, result)
             select $1, $2, $3, $4, $5, $6, * from unnest($7::uuid[], $8::uuid[], $9::jsonb[])
             on conflict (institution_id, year, student_id, subject_id, period_id, page_id)
             do update set version = excluded.version, changed_at = excluded.changed_at, result = excluded.result
             where result.version < excluded.version`,
      values: [
        ...[...common(cells), subjectId, at],
        ...[
          results.map((each) => each.periodId),
          results.map((each) => each.studentId),
          results.map((each) => json(each.after)),
        ],
      ],
    },
  ];
}

function keepMarks(cells: PageCells): readonly Statement[] {
  const { marks } = cells;
  if (marks.length === 0) return [];
  return [
    {
      name: 'keep.marks',
      text: `insert into mark (institution_id, year, page_id, version, work_id, student_id, date, mark)
             select $1, $2, $3, $4, * from unnest($5::uuid[], $6::uuid[], $7::date[], $8::jsonb[])
             on conflict (institution_id, year, work_id, student_id)
             do update set page_id = excluded.page_id, version = excluded.version, date = excluded.date, mark = excluded.mark
             where mark.version < excluded.version`,
      values: [
        ...common(cells),
        ...[marks.map((each) => each.workId), marks.map((each) => each.studentId)],
        ...[marks.map((each) => each.date), marks.map((each) => json(each.after))],
      ],
    },
  ];
}

function keepAttendance(cells: PageCells): readonly Statement[] {
  const { attendance } = cells;
  if (attendance.length === 0) return [];
  return [
    {
      name: 'keep.attendance',
      text: `insert into attendance (institution_id, year, page_id, version, lesson_id, student_id, date, code)
             select $1, $2, $3, $4, * from unnest($5::uuid[], $6::uuid[], $7::date[], $8::text[])
             on conflict (institution_id, year, lesson_id, student_id)
             do update set page_id = excluded.page_id, version = excluded.version, date = excluded.date, code = excluded.code
             where attendance.version < excluded.version`,
      values: [
        ...common(cells),
        ...[attendance.map((each) => each.lessonId), attendance.map((each) => each.studentId)],
        ...[attendance.map((each) => each.date), attendance.map((each) => each.after)],
      ],
    },
  ];
}
