import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { textOfValue } from './cell-sign.ts';
import { viewOf } from './cell-view.ts';
import { type JournalState, openJournal, reduce, sizeOf } from './journal-state.ts';
import { buildModel } from './page-model.ts';
import { areaOf, moveSelection, selectCell } from './selection.ts';
import { lesson, testPage, work } from './test-page.ts';
import { nothingUnsent } from './unsent.ts';
import { commentedAt, copyText, planClear, planComment, planPaste, planSign, type Ports } from './writes.ts';

let ids = 0;
const ports: Ports = {
  naming: { student: (one) => one.lastName, column: (one) => one.key },
  newId: () => `new${++ids}`,
};

const open = (changes = {}): JournalState => openJournal(testPage(changes), nothingUnsent);
const at = (state: JournalState, row: number, column: number): JournalState =>
  reduce(state, { type: 'select', selection: selectCell(row, column) });
const type = (state: JournalState, sign: Parameters<typeof planSign>[1]): JournalState => {
  const plan = planSign(state, sign, ports);
  return reduce(state, { type: 'write', writes: plan.writes, newWorks: plan.newWorks });
};

/** The cell as text with its state: `о4 pending`. */
function seen(state: JournalState, row: number, column: number): string {
  const [who, where] = [state.model.students[row], state.model.columns[column]];
  if (!who || !where) throw new Error('outside the grid');
  const view = viewOf(state, who, where);
  return `${view.letter}${view.mark} ${view.happening} ${view.paper}`;
}

describe('columns (JRN-1)', () => {
  test('works stand beside each other, a lesson without works has one column, the result is last', () => {
    expect(buildModel(testPage(), []).columns.map((column) => column.key)).toEqual([
      'work/w1',
      'work/w2',
      'work/w3',
      'lesson/l3',
      'lesson/l4',
      'result',
    ]);
  });

  test('a lesson that did not take place is gone unless something stands there', () => {
    const cancelled = { ...lesson('l9', '2026-10-07'), state: 'cancelled' as const };
    const lessons = [...testPage().lessons, cancelled];
    expect(
      buildModel(testPage({ lessons }), []).columns.some(
        (column) => column.kind === 'lesson' && column.lesson.id === 'l9',
      ),
    ).toBe(false);
    const works = [...testPage().works, work('w9', 'l9', '2026-10-07')];
    expect(buildModel(testPage({ lessons, works }), []).columns.some((column) => column.key === 'work/w9')).toBe(true);
  });

  test('opens on the last lesson that has begun', () => {
    expect(open().selection.column).toBe(3);
  });
});

describe('writing (JRN-1, JRN-3)', () => {
  test.each([
    ['a mark', 0, 2, '5', '5 pending open'],
    ['a letter keeps the mark', 0, 0, 'late', 'о4 pending open'],
    ['a letter in a second work goes to the lesson', 1, 1, 'absent', ' saved open'],
    ['a closed work takes no mark', 0, 1, '5', ' saved open'],
    ['a lesson ahead takes nothing', 0, 4, 'absent', ' saved future'],
    ['before the student came nothing is taken', 2, 0, '5', ' saved out'],
    ['a result', 0, 5, '4', '4 pending open'],
    ['a one is no result', 0, 5, '1', ' saved open'],
    ['«н» as a result is н/а', 0, 5, 'absent', 'н/а pending open'],
    ['зачёт is not on this scale', 0, 2, 'passed', ' saved open'],
  ] as const)('%s', (_name, row, column, sign, cell) => {
    expect(seen(type(at(open(), row, column), sign), row, column)).toBe(cell);
  });

  test('зачёт on its scale', () => {
    const state = open({ page: { ...testPage().page, scale: 'pass' } });
    expect(seen(type(at(state, 0, 2), 'passed'), 0, 2)).toBe('З pending open');
    expect(seen(type(at(state, 0, 2), 'failed'), 0, 2)).toBe('Н pending open');
  });

  test('the first mark of a lesson makes its work, one for a whole selection', () => {
    const selected = reduce(open(), {
      type: 'select',
      selection: { row: 1, column: 3, anchorRow: 0, anchorColumn: 3 },
    });
    const state = type(selected, '5');
    expect(state.unsent.works).toHaveLength(1);
    expect([seen(state, 0, 3), seen(state, 1, 3)]).toEqual(['5 pending open', '5 pending open']);
    expect(state.selection.column).toBe(3);
  });

  test('reasons are the class teacher’s', () => {
    const plan = planSign(at(open({ canSetReasons: false }), 0, 2), 'ill', ports);
    expect(plan).toMatchObject({ writes: [], refusals: ['reason-not-allowed'] });
  });

  test('Del empties the mark and the letter of a cell', () => {
    const late = type(at(open(), 0, 0), 'late');
    const { writes } = planClear(late, ports);
    expect(seen(reduce(late, { type: 'write', writes }), 0, 0)).toBe(' pending open');
  });

  test('undo and redo walk back and forth', () => {
    const written = type(type(at(open(), 0, 0), '5'), '3');
    const back = reduce(written, { type: 'undo' });
    const start = reduce(back, { type: 'undo' });
    expect([written, back, start, reduce(start, { type: 'redo' })].map((state) => seen(state, 0, 0))).toEqual([
      '3 pending open',
      '5 pending open',
      '4 saved open',
      '5 pending open',
    ]);
  });

  test('a copy older than the last answer takes nothing back', () => {
    const sent = reduce(type(at(open(), 0, 0), '5'), { type: 'seal', id: 'b', limit: 9 });
    const answered = reduce(sent, {
      type: 'answer',
      answer: { outcomes: [{ status: 'applied', version: 4 }], standings: [], savedAt: '2026-10-13T08:00:00Z' },
    });
    expect(seen(reduce(answered, { type: 'page', page: testPage() }), 0, 0)).toBe('5 saved open');
  });
});

const say = (state: JournalState, row: number, column: number, comment: string): JournalState => {
  const commented = commentedAt(state, row, column);
  const writes = commented ? planComment(state, commented, { comment, ports }).writes : [];
  return reduce(state, { type: 'write', writes });
};
/** The cell, and what is said there: `4 pending open: За доклад`. */
const heard = (state: JournalState, row: number, column: number): string =>
  `${seen(state, row, column)}: ${commentedAt(state, row, column)?.comment ?? ''}`;

describe('comments (JRN-3)', () => {
  test.each([
    ['of a mark', 0, 0, '4 pending open: За доклад'],
    ['of a letter where no mark stands', 1, 0, 'о pending open: За доклад'],
    ['not of an empty cell', 0, 2, ' saved open: '],
    ['not outside the student’s time here', 2, 0, ' saved out: '],
  ])('%s', (_row, row, column, cell) => {
    expect(heard(say(open(), row, column, 'За доклад'), row, column)).toBe(cell);
  });

  test('undo takes the word and the mark back one after another, redo brings them', () => {
    const written = type(at(say(open(), 0, 0, 'За доклад'), 0, 0), '5');
    const back = reduce(written, { type: 'undo' });
    const start = reduce(back, { type: 'undo' });
    expect([written, back, start, reduce(start, { type: 'redo' })].map((state) => heard(state, 0, 0))).toEqual([
      '5 pending open: За доклад',
      '4 pending open: За доклад',
      '4 saved open: ',
      '4 pending open: За доклад',
    ]);
    expect(start.unsent).toEqual(nothingUnsent);
  });

  test('an answer keeps the word beside the value, later marks too, and the cell has its sign', () => {
    const answer = (state: JournalState, version: number) =>
      reduce(reduce(state, { type: 'seal', id: 'b', limit: 9 }), {
        type: 'answer',
        answer: { outcomes: [{ status: 'applied', version }], standings: [], savedAt: '2026-10-13T08:00:00Z' },
      });
    const said = answer(say(open(), 0, 0, 'За доклад'), 4);
    const marked = answer(type(at(said, 0, 0), '5'), 5);
    expect([said, marked].map((state) => heard(state, 0, 0))).toEqual([
      '4 saved open: За доклад',
      '5 saved open: За доклад',
    ]);
    const [who, where] = [marked.model.students[0], marked.model.columns[0]];
    expect(who && where && viewOf(marked, who, where).noted).toBe(true);
  });

  test('a page brings comments and the versions of emptied cells', () => {
    const place = { kind: 'mark', studentId: 's1' } as const;
    const state = open({
      comments: [{ ...place, targetId: 'w1', comment: 'За доклад' }],
      emptied: [{ ...place, targetId: 'w3', version: 6 }],
    });
    expect(heard(state, 0, 0)).toBe('4 saved open: За доклад');
    expect(type(at(state, 0, 2), '5').unsent.pending['mark/w3/s1']).toMatchObject({ base: 6 });
  });

  test.each([
    ['attendance of the own class', 0, 0, 'absent', 'н4 pending open'],
    ['a result of the own class', 0, 5, '4', '4 pending open'],
    ['no mark', 0, 2, '5', ' saved open'],
  ] as const)(
    'a class teacher who does not teach the page writes %s (R-11.3, R-20.7)',
    (_row, row, column, sign, cell) => {
      const state = type(at(open({ canWrite: false }), row, column), sign);
      expect(seen(state, row, column)).toBe(cell);
    },
  );
});

describe('the first grade (JRN-6)', () => {
  test.each([
    ['R-24.1 no mark', 0, 0, '5', '4 saved open'],
    ['R-24.2 «н»', 0, 2, 'absent', 'н pending open'],
    ['R-24.5 «н/оц» by the key of «н»', 0, 5, 'absent', 'н/оц pending open'],
    ['R-24.6 no grade as a result', 0, 5, '5', ' saved open'],
    ['R-24.6 no exemption as a result', 0, 5, 'late', ' saved open'],
  ] as const)('%s', (_row, row, column, sign, cell) => {
    const students = testPage().students.map((one) => ({ ...one, takesMarks: false }));
    expect(seen(type(at(open({ students }), row, column), sign), row, column)).toBe(cell);
  });
});

describe('clipboard (JRN-1)', () => {
  test('a block from a spreadsheet, with letters, dots and holes', () => {
    const { writes } = planPaste(at(open(), 0, 0), 'о5\t\t4\r\n.\t\tн\r\n', ports);
    expect(writes.map(({ target, value }) => [target.kind, target.studentId, textOfValue(value)])).toEqual([
      ['attendance', 's1', 'о'],
      ['mark', 's1', '5'],
      ['mark', 's1', '4'],
      ['mark', 's2', '•'],
      ['attendance', 's2', 'н'],
    ]);
  });

  test('one value fills the selection, words are named as unreadable', () => {
    const selected = reduce(open(), {
      type: 'select',
      selection: { row: 2, column: 2, anchorRow: 0, anchorColumn: 2 },
    });
    expect(planPaste(selected, '5', ports).writes).toHaveLength(3);
    expect(planPaste(selected, 'отлично', ports)).toMatchObject({
      writes: [],
      refusals: ['value-not-on-scale', 'value-not-on-scale', 'value-not-on-scale'],
    });
  });

  test('what is copied can be pasted back unchanged', () => {
    const selected = reduce(open(), {
      type: 'select',
      selection: { row: 2, column: 5, anchorRow: 0, anchorColumn: 0 },
    });
    const { writes } = planPaste(selected, copyText(selected), ports);
    expect(reduce(selected, { type: 'write', writes }).unsent).toEqual(nothingUnsent);
  });
});

test('the cursor never leaves the grid and the area always holds it (JRN-1)', () => {
  const step = fc.record({
    rows: fc.integer({ min: -3, max: 3 }),
    columns: fc.integer({ min: -3, max: 3 }),
    extend: fc.boolean(),
  });
  fc.assert(
    fc.property(fc.array(step), (steps) => {
      const state = open();
      const size = sizeOf(state.model);
      const end = steps.reduce((selection, one) => moveSelection(selection, one, size), state.selection);
      const area = areaOf(end);
      expect(area.top >= 0 && area.left >= 0 && area.bottom < size.rows && area.right < size.columns).toBe(true);
      expect(end.row >= area.top && end.row <= area.bottom && end.column >= area.left && end.column <= area.right).toBe(
        true,
      );
    }),
  );
});

test('undoing everything leaves nothing to send (JRN-1)', () => {
  const act = fc.tuple(
    fc.nat(2),
    fc.nat(5),
    fc.constantFrom('2', '3', '4', '5', 'due', 'absent', 'late') as fc.Arbitrary<'2'>,
  );
  fc.assert(
    fc.property(fc.array(act, { maxLength: 20 }), (acts) => {
      const written = acts.reduce((state, [row, column, sign]) => type(at(state, row, column), sign), open());
      const undone = written.undo.reduce((state) => reduce(state, { type: 'undo' }), written);
      expect(undone.unsent.pending).toEqual({});
    }),
  );
});
