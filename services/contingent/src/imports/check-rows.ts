import type { CalendarDate } from '@parta/contracts/values/calendar-date';
import { fullNameKey } from '../people/name-key.ts';
import type { ImportRow, RowProblem, RowState, RowValues } from './import-row.ts';
import { readRow, type Student } from './read-row.ts';

/** A student of this institution whose name occurs in the file. */
export interface KnownStudent {
  readonly id: string;
  readonly nameKey: string;
  readonly birthDate: CalendarDate | null;
  /** The class that the student is in or is going to be in; null if in none. */
  readonly classId: string | null;
  readonly className: string | null;
}

interface Surroundings {
  readonly classId: string;
  readonly today: CalendarDate;
  readonly students: readonly KnownStudent[];
}

export interface CheckedRow extends ImportRow {
  /** There if the row can be written, or is written already. */
  readonly student: Student | undefined;
  /** The same person, who is here already but in no class. */
  readonly personId: string | undefined;
}

interface GivenRow {
  readonly line: number;
  readonly values: RowValues;
  readonly state?: RowState;
}

/**
 * Judges all rows of a file together: each by itself, against the rows above it, and against who is here already.
 * A row that was imported stays so. Pure.
 */
export function checkRows(rows: readonly GivenRow[], around: Surroundings): readonly CheckedRow[] {
  const firstLines = new Map<string, number>();
  const byName = Map.groupBy(around.students, ({ nameKey }) => nameKey);
  return rows.map(({ line, values, state }) => {
    const { student, problems } = readRow(values, around.today);
    const row = { line, values, student, personId: undefined };
    if (!student) return { ...row, state: state === 'imported' ? state : 'wrong', problems };
    const same = `${fullNameKey(student.name)} ${student.birthDate ?? ''}`;
    const first = firstLines.get(same);
    if (first === undefined) firstLines.set(same, line);
    if (state === 'imported') return { ...row, state, problems: [] };
    if (first !== undefined) return { ...row, state: 'wrong', problems: [doubled(first)] };
    return { ...row, ...placeOf(student, byName.get(fullNameKey(student.name)) ?? [], around.classId) };
  });
}

const doubled = (line: number): RowProblem => ({
  field: null,
  code: 'doubled-in-file',
  message: `Повторяет строку ${line}`,
});

type Place = Pick<CheckedRow, 'state' | 'problems' | 'personId'>;

/** Another child can have the same name; the same name and birth date is the same child. */
function placeOf(student: Student, namesakes: readonly KnownStudent[], classId: string): Place {
  const here = namesakes.find(
    (one) =>
      one.classId === classId &&
      (one.birthDate === null || student.birthDate === null || one.birthDate === student.birthDate),
  );
  if (here) {
    const message = 'Уже в списке этого класса';
    return { state: 'known', problems: [{ field: null, code: 'already-in-class', message }], personId: here.id };
  }
  const same = namesakes.filter((one) => one.birthDate !== null && one.birthDate === student.birthDate);
  const elsewhere = same.find((one) => one.classId !== null);
  if (elsewhere) {
    const message = `Уже числится: ${elsewhere.className ?? ''}. Перевод оформляется приказом`;
    return { state: 'wrong', problems: [{ field: null, code: 'in-other-class', message }], personId: undefined };
  }
  return { state: 'new', problems: [], personId: same[0]?.id };
}
