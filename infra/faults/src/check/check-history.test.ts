import { describe, expect, it } from '@jest/globals';
import type { ChangeOutcome, Operation, OperationEnd } from '../history.ts';
import type { Observed, Save } from '../observed.ts';
import { checkHistory } from './check-history.ts';

const [cellA, cellB] = ['mark/w/s', 'mark/v/s'];
const grade = (value: number): string => `kind=grade,value=${value}`;
const operation = (end: OperationEnd, over: Partial<Operation> = {}): Operation => ({
  ...{ key: 'k', by: 'anna', pageId: 'p', answers: [], end },
  changes: [
    { cell: cellA, base: 0, value: grade(5) },
    { cell: cellB, base: 0, value: grade(4) },
  ],
  ...over,
});
const answered = (...outcomes: ChangeOutcome[]): OperationEnd => ({ kind: 'answered', seq: 1, outcomes });
const applied = { status: 'applied', version: 1 } as const;
const save = (cells: readonly (readonly [string, number])[], over: Partial<Save> = {}): Save => ({
  ...{ institutionId: 'i', pageId: 'p', seq: 1, by: 'anna', at: 7, sealed: true },
  cells: cells.map(([cell, value]) => ({ cell, before: '', after: grade(value) })),
  ...over,
});
/** Copies and sums as they follow from the saves. */
const observed = (...saves: Save[]): Observed => {
  const cells = saves.flatMap(({ cells: own, seq }) =>
    own.map(({ cell, after }) => ({ institutionId: 'i', pageId: 'p', cell, version: seq, value: after })),
  );
  const told = saves.flatMap(({ cells: own, at }) =>
    own.map((each) => ({ userId: 'u', institutionId: 'i', at, ...each })),
  );
  return {
    ...{ saves, cells, report: cells, inbox: told, brokenPages: [], standings: [], deadLetters: [] },
    weights: new Map(),
    recipients: new Map([['s', ['u']]]),
  };
};
const both = [
  [cellA, 5],
  [cellB, 4],
] as const;
const rulesOf = (operations: readonly Operation[], seen: Observed): readonly string[] => [
  ...new Set(checkHistory({ operations, readings: [] }, seen).map((each) => each.rule)),
];

describe('what the history checker says', () => {
  it.each([
    ['acknowledged and there', answered(applied, applied), [save(both)], []],
    ['acknowledged and nowhere', answered(applied, applied), [], ['lost']],
    ['one of two cells there', answered(applied, applied), [save([both[0]])], ['lost']],
    ['a conflict stays nowhere', answered(applied, { status: 'conflict', version: 3 }), [save([both[0]])], []],
    ['a conflict that was written', answered(applied, { status: 'conflict', version: 3 }), [save(both)], ['ghost']],
    ['refused and nowhere', { kind: 'refused', code: 'x' }, [], []],
    ['refused and there', { kind: 'refused', code: 'x' }, [save(both)], ['ghost']],
    ['unknown and nowhere', { kind: 'unknown' }, [], []],
    ['unknown and there', { kind: 'unknown' }, [save(both)], []],
    ['somebody else’s save', { kind: 'unknown' }, [save(both, { by: 'boris' })], ['ghost']],
    ['a sealed text that says other things', answered(applied, applied), [save(both, { sealed: false })], ['chain']],
  ] as const)('%s', (_case, end, saves, expected) => {
    expect(rulesOf([operation(end)], observed(...saves))).toEqual(expected);
  });

  it('two requests behind one save, and one key with two answers', () => {
    const one = operation(answered(applied, applied), { answers: ['a', 'b'] });
    expect(rulesOf([one, { ...one, key: 'l', answers: [] }], observed(save(both)))).toEqual(['answers', 'doubled']);
  });

  it('written over a version that its writer had not seen', () => {
    const first = operation(answered(applied, applied));
    const second = operation(
      { kind: 'answered', seq: 2, outcomes: [{ status: 'applied', version: 2 }] },
      { key: 'l', changes: [{ cell: cellA, base: 0, value: grade(2) }] },
    );
    const over = save([], { seq: 2, cells: [{ cell: cellA, before: grade(5), after: grade(2) }] });
    const seen = observed(save(both), over);
    const newest = (rows: Observed['cells']) => rows.filter((row) => row.cell !== cellA || row.version === 2);
    expect(rulesOf([first, second], { ...seen, cells: newest(seen.cells), report: newest(seen.report) })).toEqual([
      'lost-update',
    ]);
  });

  it.each([
    ['nothing told', { inbox: [] }, ['not-told']],
    ['told twice', { inbox: [...observed(save(both)).inbox, ...observed(save(both)).inbox] }, ['told-twice']],
    [
      'told to another family',
      { inbox: observed(save(both)).inbox.map((each) => ({ ...each, userId: 'v' })) },
      ['not-told', 'wrongly-told'],
    ],
    ['an old report', { report: [] }, ['report']],
    [
      'a sum too much',
      { standings: [{ pageId: 'p', studentId: 's', sum: 5, weight: 1, marks: 1, absences: 0 }] },
      ['standing'],
    ],
    ['a dead letter', { deadLetters: ['notifications: no envelope'] }, ['dead-letter']],
  ] as const)('%s', (_case, over, expected) => {
    expect(rulesOf([operation(answered(applied, applied))], { ...observed(save(both)), ...over })).toEqual(expected);
  });

  it('a reader who is shown less than he was told', () => {
    const readings = [{ pageId: 'p', told: 4, seq: 3 }];
    expect(checkHistory({ operations: [], readings }, observed())).toMatchObject([{ rule: 'stale' }]);
  });
});
