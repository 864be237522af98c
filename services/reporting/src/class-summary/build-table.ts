import type { ResultValue } from '@parta/contracts/values/mark';
import { byName, fullName, type PersonName } from '@parta/contracts/values/person';
import type { PeriodKind } from '@parta/contracts/values/school-year';
import type { TableModel } from '@parta/contracts/values/table-model';
import type { ClassFacts, StudentFacts, SubjectFacts, YearResult } from './class-facts.ts';
import { coveredSpan } from './covered-span.ts';
import { NOT_SET, NOTHING_DUE, OUTSIDE, resultCell, resultText } from './result-cell.ts';
import { dayText, roman, signerTitles, subtitleOf, titleOf } from './wording.ts';

type Row = TableModel['rows'][number];
type Column = TableModel['columns'][number];
type Cell = Row['cells'][number];
type Results = ReadonlyMap<string, ResultValue>;

const letters: Readonly<Record<PeriodKind, string>> = { quarter: 'q', 'half-year': 'h', trimester: 't', semester: 's' };
const yearColumns: readonly (readonly [YearResult, string])[] = [
  ['year', 'Год'],
  ['exam', 'Экз.'],
  ['final', 'Итог'],
];

/** S-06 `class-summary`: results of every subject and period of the year. No averages, no percents. [reports S-06] */
export function buildClassSummary(facts: ClassFacts): TableModel {
  const results: Results = new Map(facts.results.map((result) => [keyOf(result), result.value]));
  const students = facts.students.toSorted((a, b) => byName(a.name, b.name));
  const rows = numbered(students.map((student) => rowsOf(student, facts, results)));
  const own = students.filter((student) => student.left === null);
  return {
    key: 'class-summary',
    title: titleOf(facts),
    subtitle: subtitleOf(facts),
    institution: facts.institution.name,
    asOf: facts.asOf.toISOString(),
    timeZone: facts.institution.timeZone,
    orientation: 'landscape',
    columns: columnsOf(facts),
    rows,
    footnotes: footnotesOf(facts, rows),
    signatures: signaturesOf(facts),
    incomplete: own.length === 0 ? [] : missingResults(facts, results),
    emptyReason: own.length === 0 ? `Нет обучающихся на ${dayText(coveredSpan(facts).listDay)}` : null,
  };
}

const keyOf = ({ studentId, subjectId, of }: { studentId: string; subjectId: string; of: string }): string =>
  `${studentId}/${subjectId}/${of}`;

function columnsOf(facts: ClassFacts): Column[] {
  const plain = { kind: 'plain', group: null } as const;
  return [
    { ...plain, key: 'no', title: '№', type: 'integer', width: 'narrow' },
    { ...plain, key: 'pupil', title: 'Фамилия, имя, отчество', type: 'text', width: 'wide' },
    ...facts.subjects.flatMap(subjectColumns),
    { ...plain, key: 'decision', title: 'Решение педсовета', type: 'text', width: 'normal' },
  ];
}

function subjectColumns({ id, name, scheme }: SubjectFacts): Column[] {
  const column = (key: string, title: string): Column => ({
    key: `result[${id}][${key}]`,
    title,
    group: name,
    kind: 'plain',
    type: 'mark',
    width: 'narrow',
  });
  const periods = scheme.periods.map(({ number }) => column(`${letters[scheme.kind]}${number}`, roman(number)));
  return [...periods, ...yearColumns.map(([key, title]) => column(key, title))];
}

/** A pupil's row; for one who left, a line below says when and by which order. */
function rowsOf(student: StudentFacts, facts: ClassFacts, results: Results): Row[] {
  const marks = facts.subjects.flatMap((subject) => subjectCells(student, subject, facts, results));
  const row = (kind: Row['kind'], name: Cell, cells: Cell[]): Row => ({ kind, cells: [null, name, ...cells, null] });
  if (!student.left) return [row('item', fullName(student.name), marks)];
  const { on, order, graduated } = student.left;
  const line = `${graduated ? 'выпущен' : 'выбыл'} ${dayText(on)}${order === null ? '' : `, пр. ${order}`}`;
  return [
    row('left', fullName(student.name), marks),
    row(
      'left',
      { text: line, style: 'italic' },
      marks.map(() => null),
    ),
  ];
}

function subjectCells(student: StudentFacts, subject: SubjectFacts, facts: ClassFacts, results: Results): Cell[] {
  const { upToPeriod, today } = facts;
  const found = (of: string): ResultValue | undefined =>
    results.get(keyOf({ studentId: student.id, subjectId: subject.id, of }));
  const periods = subject.scheme.periods.map((period) =>
    resultCell(found(period.id), { student, subject, period, upToPeriod, today }),
  );
  const year = yearColumns.map(([of]) => {
    const value = upToPeriod === null ? found(of) : undefined;
    if (value) return resultText(value);
    return student.left ? OUTSIDE : NOTHING_DUE;
  });
  return [...periods, ...year];
}

/** № counts the list's own pupils: those who left have none. [reports §0, order] */
function numbered(groups: readonly (readonly Row[])[]): Row[] {
  let number = 0;
  return groups.flat().map((row) => {
    if (row.kind !== 'item') return row;
    number += 1;
    return { ...row, cells: [number, ...row.cells.slice(1)] };
  });
}

function missingResults(facts: ClassFacts, results: Results): string[] {
  const own = facts.students.filter((student) => student.left === null);
  const { upToPeriod, today } = facts;
  return facts.subjects.flatMap((subject) =>
    subject.scheme.periods.flatMap((period) => {
      const missing = own.filter((student) => {
        const value = results.get(keyOf({ studentId: student.id, subjectId: subject.id, of: period.id }));
        return resultCell(value, { student, subject, period, upToPeriod, today }) === NOT_SET;
      });
      return missing.length === 0 ? [] : [`${subject.name}, ${roman(period.number)}: не выставлено ${missing.length}`];
    }),
  );
}

const signs: readonly (readonly [string, string])[] = [
  [NOT_SET, 'срок наступил, отметка не выставлена'],
  [NOTHING_DUE, 'отметка не предусмотрена или срок не наступил'],
  [OUTSIDE, 'не обучался в классе на конец периода'],
];

function footnotesOf(facts: ClassFacts, rows: readonly Row[]): string[] {
  const seen = new Set(rows.flatMap((row) => row.cells));
  const legend = signs
    .filter(([sign]) => seen.has(sign))
    .map(
      ([sign, meaning]) =>
        `«${sign}» ${facts.institution.kind === 'college' ? meaning.replace('классе', 'группе') : meaning}`,
    );
  const mastered = facts.results.some(({ value }) => value.kind === 'mastered');
  const exempt = facts.results.some(({ value }) => value.kind === 'exempt');
  return [
    ...(legend.length > 0 ? [legend.join('; ')] : []),
    ...(mastered ? ['«осв» в графе «Год»: освоил образовательную программу'] : []),
    ...(exempt ? ['«осв»: освобождён'] : []),
  ];
}

/** «И. О. Фамилия», as people sign. [reports §0, foot] */
const signature = ({ lastName, firstName, middleName }: PersonName): string =>
  [...[firstName, middleName ?? ''].filter(Boolean).map((part) => `${part.slice(0, 1)}.`), lastName].join(' ');

function signaturesOf({ institution, signers }: ClassFacts): TableModel['signatures'] {
  const titles = signerTitles[institution.kind];
  return (['classTeacher', 'deputy', 'director'] as const).map((signer) => {
    const name = signers[signer];
    return { position: titles[signer], name: name && signature(name) };
  });
}
