import { expect, test } from '@jest/globals';
import type { CalendarDate } from '@parta/contracts/values/calendar-date';
import type { ResultValue } from '@parta/contracts/values/mark';
import type { PersonName } from '@parta/contracts/values/person';
import { TableModel } from '@parta/contracts/values/table-model';
import { buildClassSummary } from './build-table.ts';
import type { ClassFacts, StudentFacts, SubjectFacts } from './class-facts.ts';

const day = (text: string): CalendarDate => text as CalendarDate;
const id = (number: number): string => `00000000-0000-7000-8000-${String(number).padStart(12, '0')}`;
const named = (lastName: string, firstName: string): PersonName => ({ lastName, firstName, middleName: null });

const quarters: SubjectFacts['scheme'] = {
  kind: 'quarter',
  periods: [
    { id: id(101), number: 1, name: 'I четверть', from: day('2026-09-01'), to: day('2026-10-24') },
    { id: id(102), number: 2, name: 'II четверть', from: day('2026-11-02'), to: day('2026-12-26') },
    { id: id(103), number: 3, name: 'III четверть', from: day('2027-01-11'), to: day('2027-03-20') },
    { id: id(104), number: 4, name: 'IV четверть', from: day('2027-03-29'), to: day('2027-05-27') },
  ],
};
const semesters: SubjectFacts['scheme'] = {
  kind: 'semester',
  periods: [
    { id: id(111), number: 1, name: 'I семестр', from: day('2026-09-01'), to: day('2026-12-30') },
    { id: id(112), number: 2, name: 'II семестр', from: day('2027-01-11'), to: day('2027-07-01') },
  ],
};

const allYear = { from: day('2026-09-01'), to: null };
const pupil = (number: number, name: PersonName, intervals: StudentFacts['intervals'] = [allYear]): StudentFacts => ({
  id: id(number),
  name,
  intervals,
  left: null,
});
const fiveB: readonly StudentFacts[] = [
  pupil(1, named('Абрамова', 'А.')),
  pupil(2, named('Белов', 'Б.')),
  pupil(3, named('Власова', 'В.')),
  pupil(4, named('Громов', 'Г.')),
  pupil(5, named('Дёмина', 'Д.'), [{ from: day('2026-09-14'), to: null }]),
];
const ershov: StudentFacts = {
  ...pupil(6, named('Ершов', 'Е.'), [{ from: day('2026-09-01'), to: day('2026-10-12') }]),
  left: { on: day('2026-10-12'), order: '57-у', graduated: false },
};

const subject = (number: number, name: string, students = [...fiveB, ershov], scheme = quarters): SubjectFacts => ({
  id: id(number),
  name,
  scheme,
  rosters: students.flatMap((student) => student.intervals.map((interval) => ({ ...interval, studentId: student.id }))),
});
const russian = subject(201, 'Русский язык');
const maths = subject(202, 'Математика');

/** A cell of the sample as a result; «·» is no fact. */
function valueOf(text: string): ResultValue | undefined {
  if (text === '·') return undefined;
  return text === 'н/а' ? { kind: 'not-attested' } : { kind: 'grade', value: Number(text) };
}

const columns = [...quarters.periods.map((period) => period.id), 'year', 'exam', 'final'] as const;

/** The worked sample of S-06, line by line as reports.md prints it. */
const sample = `
1|Абрамова А.|5|5|5|5|5|·|5|5|5|4|5|5|·|5
2|Белов Б.|5|4|5|4|5|·|5|4|4|4|4|4|·|4
3|Власова В.|4|4|4|3|4|·|4|4|3|4|3|4|·|4
4|Громов Г.|3|3|2|3|3|·|3|2|3|3|3|3|·|3
5|Дёмина Д.|4|4|5|4|4|·|4|3|н/а|3|3|3|·|3`
  .trim()
  .split('\n')
  .map((line) => line.split('|'));

const sampleResults: ClassFacts['results'] = sample.flatMap((cells, row) =>
  cells.slice(2).flatMap((text, column) => {
    const value = valueOf(text);
    const subjectId = column < 7 ? russian.id : maths.id;
    return value ? [{ studentId: id(row + 1), subjectId, of: columns[column % 7] ?? '', value }] : [];
  }),
);

const facts = (changes: Partial<ClassFacts> = {}): ClassFacts => ({
  institution: { name: 'Школа № 12', kind: 'school', timeZone: 'Europe/Moscow' },
  className: '5Б',
  year: 2026,
  scheme: quarters,
  upToPeriod: null,
  today: day('2027-06-01'),
  asOf: new Date('2027-06-01T09:00:00Z'),
  students: fiveB,
  subjects: [russian, maths],
  results: sampleResults,
  signers: {
    classTeacher: { lastName: 'Каримова', firstName: 'Лилия', middleName: 'Шамилевна' },
    deputy: null,
    director: named('Пшеничный', 'Виктор'),
  },
  ...changes,
});

const text = (cell: TableModel['rows'][number]['cells'][number]): string =>
  cell === null ? '' : typeof cell === 'object' ? cell.text : String(cell);
const linesOf = (table: TableModel): string[] => table.rows.map((row) => row.cells.map(text).join('|'));

test('(RPT-1, S-06) the worked sample comes out cell by cell', () => {
  const table = TableModel.parse(buildClassSummary(facts()));
  expect(linesOf(table)).toEqual(sample.map((cells) => `${cells.join('|')}|`));
  expect(table.title).toBe('Сводная ведомость учёта успеваемости обучающихся 5Б, 2026/27');
  expect(table.columns.map((column) => column.title).join(' ')).toBe(
    '№ Фамилия, имя, отчество I II III IV Год Экз. Итог I II III IV Год Экз. Итог Решение педсовета',
  );
  expect(table.columns.slice(2, 9).map((column) => column.key)).toEqual(
    ['q1', 'q2', 'q3', 'q4', 'year', 'exam', 'final'].map((period) => `result[${russian.id}][${period}]`),
  );
  expect(table.incomplete).toEqual([]);
  expect(table.columns.every((column) => column.kind === 'plain')).toBe(true);
  expect(table.signatures).toEqual([
    { position: 'Классный руководитель', name: 'Л. Ш. Каримова' },
    { position: 'Заместитель директора по УВР', name: null },
    { position: 'Директор', name: 'В. Пшеничный' },
  ]);
});

test('(S-06) grades are numbers, so that a sheet can count them; н/а is text', () => {
  const [first] = buildClassSummary(facts()).rows;
  expect(first?.cells.slice(2, 8)).toEqual([5, 5, 5, 5, 5, '·']);
});

test('(S-06) after quarter I the later periods, the year and the exam are «·», though results are known', () => {
  const table = buildClassSummary(facts({ upToPeriod: 1, today: day('2026-10-26') }));
  expect(linesOf(table)[1]).toBe('2|Белов Б.|5|·|·|·|·|·|·|4|·|·|·|·|·|·|');
  expect(table.subtitle).toEqual(['Класс 5Б', 'I четверть (01.09.2026 – 23.10.2026)']);
});

test('(S-06, R-81) due but not set is «—», named, and the sheet preliminary; before its last day nothing is due', () => {
  const results = sampleResults.filter((result) => result.studentId !== id(3));
  const table = buildClassSummary(facts({ upToPeriod: 1, today: day('2026-10-23'), results }));
  expect(linesOf(table)[2]).toBe('3|Власова В.|—|·|·|·|·|·|·|—|·|·|·|·|·|·|');
  expect(table.incomplete).toEqual(['Русский язык, I: не выставлено 1', 'Математика, I: не выставлено 1']);
  const dayBefore = buildClassSummary(facts({ upToPeriod: 1, today: day('2026-10-22'), results }));
  expect(linesOf(dayBefore)[2]).toBe('3|Власова В.|·|·|·|·|·|·|·|·|·|·|·|·|·|·|');
  expect(dayBefore.incomplete).toEqual([]);
});

test('(S-06) who left stands in place with his marks to that day, without a number, and a line with the order', () => {
  const results = [
    ...sampleResults,
    { studentId: ershov.id, subjectId: maths.id, of: id(101), value: { kind: 'grade', value: 4 } as const },
  ];
  const zuev = pupil(7, named('Зуев', 'З.'));
  const table = buildClassSummary(
    facts({ students: [zuev, ershov, ...fiveB], results, upToPeriod: 1, today: day('2026-10-26') }),
  );
  expect(linesOf(table).slice(4)).toEqual([
    '5|Дёмина Д.|4|·|·|·|·|·|·|3|·|·|·|·|·|·|',
    '|Ершов Е.|×|·|·|·|×|×|×|4|·|·|·|×|×|×|',
    '|выбыл 12.10.2026, пр. 57-у|||||||||||||||',
    '6|Зуев З.|·|·|·|·|·|·|·|·|·|·|·|·|·|·|',
  ]);
  expect(table.rows.map((row) => row.kind).slice(4)).toEqual(['item', 'left', 'left', 'item']);
});

test('(S-06) who arrived later is outside the periods before', () => {
  const newcomer = pupil(8, named('Жуков', 'Ж.'), [{ from: day('2026-11-09'), to: null }]);
  const table = buildClassSummary(
    facts({
      students: [newcomer],
      results: [],
      subjects: [subject(201, 'Русский язык', [newcomer])],
      upToPeriod: 2,
      today: day('2027-01-09'),
    }),
  );
  expect(linesOf(table)).toEqual(['1|Жуков Ж.|×|—|·|·|·|·|·|']);
});

test('(S-06) зачёт, exempt, first grade and an own plan each show their word', () => {
  const value = (studentId: string, subjectId: string, of: string, given: ResultValue) => ({
    studentId,
    subjectId,
    of,
    value: given,
  });
  const table = buildClassSummary(
    facts({
      subjects: [russian, { ...maths, rosters: maths.rosters.filter((roster) => roster.studentId !== id(2)) }],
      results: [
        value(id(1), russian.id, id(101), { kind: 'pass', passed: true }),
        value(id(1), maths.id, id(101), { kind: 'pass', passed: false }),
        value(id(3), russian.id, id(101), { kind: 'exempt' }),
        value(id(3), maths.id, id(101), { kind: 'not-graded' }),
        value(id(3), maths.id, 'year', { kind: 'mastered' }),
      ],
      today: day('2026-10-26'),
    }),
  );
  const lines = linesOf(table);
  expect(lines[0]).toBe('1|Абрамова А.|зач|·|·|·|·|·|·|незач|·|·|·|·|·|·|');
  expect(lines[1]).toBe('2|Белов Б.|—|·|·|·|·|·|·|·|·|·|·|·|·|·|');
  expect(lines[2]).toBe('3|Власова В.|осв|·|·|·|·|·|·|н/оц|·|·|·|осв|·|·|');
  expect(table.footnotes).toContain('«осв» в графе «Год»: освоил образовательную программу');
});

test('(S-14) a college group: its words, semesters, signers', () => {
  const group = facts({
    institution: { name: 'Колледж', kind: 'college', timeZone: 'Europe/Moscow' },
    className: '21-Л',
    scheme: semesters,
    subjects: [subject(203, 'Анатомия', [...fiveB], semesters)],
    results: [],
    upToPeriod: 1,
    today: day('2027-01-12'),
  });
  const table = buildClassSummary(group);
  expect(table.title).toBe('Сводная ведомость успеваемости группы 21-Л за I семестр 2026/27 учебного года');
  expect(table.columns.map((column) => column.title).slice(2, -1)).toEqual(['I', 'II', 'Год', 'Экз.', 'Итог']);
  expect(table.columns[2]?.key).toBe(`result[${id(203)}][s1]`);
  expect(table.subtitle[0]).toBe('Группа 21-Л');
  expect(table.signatures.map((signer) => signer.position)).toEqual([
    'Куратор',
    'Заведующий учебной частью',
    'Директор',
  ]);
});

test('(reports §0) a list without pupils says so', () => {
  const table = buildClassSummary(facts({ students: [], results: [], upToPeriod: 1, today: day('2026-10-26') }));
  expect(table.emptyReason).toBe('Нет обучающихся на 23.10.2026');
  expect(table.rows).toEqual([]);
});

test('(S-14) a college’s year is named by itself', () => {
  const year = buildClassSummary(
    facts({ institution: { name: 'Колледж', kind: 'college', timeZone: 'Europe/Moscow' }, className: '21-Л' }),
  );
  expect(year.title).toBe('Сводная ведомость успеваемости группы 21-Л за 2026/27 учебный год');
});
