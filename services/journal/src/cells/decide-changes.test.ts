import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { strictestPolicy } from '@parta/contracts/rules/journal/edit-policy';
import { productionCalendar } from '@parta/contracts/rules/journal/production-calendar';
import { CalendarDate } from '@parta/contracts/values/calendar-date';
import { type CellChange, cellKey } from '@parta/contracts/values/cell';
import { decideChanges } from './decide-changes.ts';
import type { PageFacts, StudentFacts } from './page-facts.ts';

const day = (text: string): CalendarDate => CalendarDate.parse(text);
const rules = { policy: strictestPolicy, calendar: productionCalendar(2026), today: day('2026-11-03') };
const five = { kind: 'grade', value: 5 } as const;
const four = { kind: 'grade', value: 4 } as const;
const mark = (studentId: string, value: typeof five | typeof four | null, baseVersion = 0): CellChange => ({
  kind: 'mark',
  workId: 'w',
  studentId,
  baseVersion,
  mark: value,
});
const student = (over: Partial<StudentFacts> = {}): StudentFacts => ({
  classIds: ['5Б'],
  grade: 5,
  intervals: [{ from: day('2026-09-01'), to: null }],
  ...over,
});

function facts(over: Partial<PageFacts> = {}): PageFacts {
  return {
    page: {
      id: 'p',
      institutionId: 'i',
      year: 2026,
      subjectId: 's',
      scale: 'five',
      seq: 6,
      head: Buffer.alloc(0),
      timeZone: 'Europe/Moscow',
      institutionKind: 'school',
      yearClosed: false,
      scheme: undefined,
    },
    rights: { personId: 'T', teachers: [{ personId: 'T', from: day('2026-09-01'), to: null }], ownClasses: [] },
    lessons: new Map([['l', { id: 'l', date: day('2026-11-02'), state: 'planned' }]]),
    works: new Map([
      ['w', { id: 'w', lessonId: 'l', typeKey: 'answer', kind: 'current', title: '', weight: 100, version: 1 }],
    ]),
    students: new Map([['a', student()]]),
    cells: new Map(),
    lastLessons: new Map(),
    ...over,
  };
}
const holding = (value: typeof four): Partial<PageFacts> => ({
  cells: new Map([[cellKey(mark('a', null)), { version: 3, value }]]),
});
const outcomeOf = (given: PageFacts, change: CellChange, at = rules) => decideChanges(given, [change], at).outcomes[0];

describe('a batch of cell changes (JRN-3)', () => {
  it('fills an empty cell with the next save of the page', () => {
    expect(decideChanges(facts(), [mark('a', five)], rules)).toMatchObject({
      outcomes: [{ status: 'applied', version: 7 }],
      changed: [{ before: null, after: five }],
    });
  });

  it('answers a stale change with what the cell holds now (R-41.1, R-41.4)', () => {
    expect(decideChanges(facts(holding(four)), [mark('a', five)], rules)).toEqual({
      outcomes: [{ status: 'conflict', version: 3, current: four }],
      changed: [],
    });
  });

  it('takes what is already so as applied, without history', () => {
    expect(decideChanges(facts(holding(four)), [mark('a', four)], rules)).toEqual({
      outcomes: [{ status: 'applied', version: 3 }],
      changed: [],
    });
  });

  it('keeps the good cells of a batch that has bad ones', () => {
    const { outcomes } = decideChanges(facts(), [mark('stranger', five), mark('a', five)], rules);
    expect(outcomes.map((outcome) => outcome.status)).toEqual(['refused', 'applied']);
  });

  const left = { intervals: [{ from: day('2026-09-01'), to: day('2026-10-12') }] };
  const came = { intervals: [{ from: day('2026-11-03'), to: null }] };
  it.each([
    ['R-23.2 a student who has left', { students: new Map([['a', student(left)]]) }, 'not-enrolled-on-date'],
    ['R-23.4 a student who never was here', { students: new Map() }, 'not-on-page'],
    ['R-23.5 a student who came later', { students: new Map([['a', student(came)]]) }, 'not-enrolled-on-date'],
    ['R-24.1 a first-grader', { students: new Map([['a', student({ grade: 1 })]]) }, 'first-grade'],
    ['R-40.3 another scale', { page: { ...facts().page, scale: 'pass' } }, 'value-not-on-scale'],
    ['a closed year', { page: { ...facts().page, yearClosed: true } }, 'year-closed'],
    [
      'a cancelled lesson',
      { lessons: new Map([['l', { id: 'l', date: day('2026-11-02'), state: 'cancelled' }]]) },
      'lesson-cancelled',
    ],
  ] as const)('%s', (_row, over, code) => {
    expect(outcomeOf(facts(over as Partial<PageFacts>), mark('a', five))).toEqual({ status: 'refused', code });
  });

  const said = (comment: string | undefined, value: typeof five | typeof four | null = four, base = 3): CellChange => ({
    ...mark('a', value, base),
    ...(comment === undefined ? {} : { comment }),
  });
  const beside = (comment: string | undefined): PageFacts =>
    facts({
      cells: new Map([
        [cellKey(mark('a', null)), { version: 3, value: four, ...(comment === undefined ? {} : { comment }) }],
      ]),
    });
  it.each([
    ['a word beside an unchanged mark', beside(undefined), said('За доклад'), 7, ['За доклад']],
    ['a mark and a word at once', beside(undefined), said('За доклад', five), 7, ['За доклад']],
    ['the same word again', beside('За доклад'), said('За доклад'), 3, []],
    ['no word, the mark as it is', beside('За доклад'), said(undefined), 3, []],
    ['another mark leaves the word', beside('За доклад'), said(undefined, five), 7, [undefined]],
    ['an empty word takes it away', beside('За доклад'), said(''), 7, ['']],
    ['an empty word where none is', beside(undefined), said(''), 3, []],
    ['a word on a cell that another has changed', beside(undefined), said('За доклад', four, 2), 'conflict', []],
    ['a word in a foreign language', beside(undefined), said('Well done'), 'text-not-russian', []],
  ] as const)('a comment (R-10): %s', (_row, given, change, version, notes) => {
    const { outcomes, changed } = decideChanges(given, [change], rules);
    const [outcome] = outcomes;
    const told =
      outcome?.status === 'applied' ? outcome.version : outcome?.status === 'refused' ? outcome.code : outcome?.status;
    expect([told, changed.map(({ note }) => note)]).toEqual([version, notes]);
  });

  it('R-10.2 a comment is an edit: its window closes with the mark’s', () => {
    const late = { ...rules, today: day('2026-11-14') };
    expect(outcomeOf(beside(undefined), said('За доклад'), late)).toEqual({ status: 'refused', code: 'window-closed' });
  });

  const quarter = { id: 'q1', number: 1, name: 'I', from: day('2026-09-01'), to: day('2026-11-04') };
  const firstGrade = facts({
    page: { ...facts().page, scheme: { id: 's', name: 'Четверти', kind: 'quarter', periods: [quarter] } },
    students: new Map([['a', student({ grade: 1 })]]),
    lastLessons: new Map([['q1', day('2026-11-02')]]),
  });
  it.each([
    ['R-24.5 н/оц', { kind: 'not-graded' }, 'applied'],
    ['R-24.6 a grade', five, 'first-grade'],
    ['R-24.6 осв, which is the year’s', { kind: 'mastered' }, 'first-grade'],
    ['R-24.6 exempt', { kind: 'exempt' }, 'first-grade'],
  ] as const)('the first grade’s quarter: %s', (_row, result, expected) => {
    const change: CellChange = { kind: 'result', periodId: 'q1', studentId: 'a', baseVersion: 0, result };
    const outcome = outcomeOf(firstGrade, change);
    expect(outcome?.status === 'refused' ? outcome.code : outcome?.status).toBe(expected);
  });

  it.each([
    ['R-24.1 «точка»', { kind: 'due' }],
    ['R-24.1 зачёт', { kind: 'pass', passed: true }],
  ] as const)('%s of a first-grader', (_row, value) => {
    const change: CellChange = { kind: 'mark', workId: 'w', studentId: 'a', baseVersion: 0, mark: value };
    expect(outcomeOf(firstGrade, change)).toEqual({ status: 'refused', code: 'first-grade' });
  });

  it('R-42.1 takes a mark in place of a debt', () => {
    const debt = facts({ cells: new Map([[cellKey(mark('a', null)), { version: 3, value: { kind: 'due' } }]]) });
    expect(outcomeOf(debt, mark('a', five, 3))).toEqual({ status: 'applied', version: 7 });
  });

  it('never lets two changes of one base win', () => {
    const value = fc.constantFrom(five, four, null);
    fc.assert(
      fc.property(value, value, (first, second) => {
        const one = decideChanges(facts(), [mark('a', first)], rules);
        const after = facts({
          page: { ...facts().page, seq: 7 },
          cells: new Map(one.changed.map(({ change, after: held }) => [cellKey(change), { version: 7, value: held }])),
        });
        const two = decideChanges(after, [mark('a', second)], rules);
        return one.changed.length + two.changed.length <= 1;
      }),
    );
  });
});
