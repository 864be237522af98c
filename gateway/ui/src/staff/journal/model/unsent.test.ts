import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type CellTarget, type CellValue, keyOf } from './cell-key.ts';
import type { SavedCell } from './page-model.ts';
import {
  type CellOutcome,
  dismissRefused,
  nothingUnsent,
  putEdit,
  refuseWork,
  resolveConflict,
  seal,
  settle,
  type Unsent,
  workMade,
} from './unsent.ts';

const cell = (studentId: string, workId = 'w'): CellTarget => ({ kind: 'mark', workId, studentId });
const grade = (value: number): CellValue => ({ kind: 'grade', value });
const label = { student: 'Абдуллина А. Р.', column: '6 окт ОУ' };
const key = keyOf(cell('a'));
const saved = new Map<string, SavedCell>([[key, { version: 7, value: grade(3) }]]);
const edit = (unsent: Unsent, value: CellValue, target = cell('a')) => putEdit(unsent, { target, value, label }, saved);
const changes = (unsent: Unsent): unknown => (JSON.parse(unsent.sealed?.body ?? '{}') as { changes: unknown }).changes;

describe('unsent cells (JRN-3)', () => {
  test('edits of one cell become one and keep the version that the writer saw', () => {
    const unsent = seal(edit(edit(nothingUnsent, grade(4)), grade(5)), 'b1', 10);
    expect(changes(unsent)).toEqual([
      { kind: 'mark', workId: 'w', studentId: 'a', baseVersion: 7, mark: { kind: 'grade', value: 5 } },
    ]);
  });

  test('going back to what is saved leaves nothing to send', () => {
    expect(edit(edit(nothingUnsent, grade(4)), grade(3)).pending).toEqual({});
  });

  test('a sealed batch does not change and no second one is sealed over it', () => {
    const first = seal(edit(nothingUnsent, grade(4)), 'b1', 10);
    const later = seal(edit(first, grade(5)), 'b2', 10);
    expect(later.sealed).toBe(first.sealed);
  });

  test('an edit of a cell in flight waits and takes its base from the answer', () => {
    const flying = edit(seal(edit(nothingUnsent, grade(4)), 'b1', 10), grade(5));
    expect(flying.pending[key]?.base).toBeNull();
    const { unsent } = settle(flying, [{ status: 'applied', version: 8 }]);
    expect(changes(seal(unsent, 'b2', 10))).toMatchObject([{ baseVersion: 8, mark: { value: 5 } }]);
  });

  const say = (unsent: Unsent, comment: string, value: CellValue = grade(3), known = saved) =>
    putEdit(unsent, { target: cell('a'), value, label, comment }, known);
  const sent = (unsent: Unsent) => seal(unsent, 'b1', 10);
  const commented = new Map([[key, { version: 7, value: grade(3), comment: 'За доклад' }]]);
  test.each([
    [
      'a word beside an unchanged mark goes with the mark',
      sent(say(nothingUnsent, 'За доклад')),
      [grade(3), 'За доклад'],
    ],
    ['a mark after the word keeps it', sent(edit(say(nothingUnsent, 'За доклад'), grade(5))), [grade(5), 'За доклад']],
    [
      'the word that stands there already is nothing to send',
      sent(say(nothingUnsent, 'За доклад', grade(3), commented)),
      undefined,
    ],
    ['an empty word takes it away', sent(say(nothingUnsent, '', grade(3), commented)), [grade(3), '']],
    ['an empty word where none is', sent(say(nothingUnsent, '')), undefined],
    ['a word taken back before it went', sent(say(say(nothingUnsent, 'За доклад'), '')), undefined],
  ])('comments: %s', (_row, unsent, expected) => {
    const [change] = (changes(unsent) ?? []) as { mark: CellValue; comment?: string }[];
    expect(change && [change.mark, change.comment]).toEqual(expected);
  });

  test('a word that meets a newer version of the same mark goes over it; of another mark it waits for a choice', () => {
    const meets = (current: CellValue) =>
      settle(sent(say(nothingUnsent, 'За доклад')), [{ status: 'conflict', version: 9, current: current as never }])
        .unsent;
    expect(meets(grade(3)).pending[key]).toMatchObject({ base: 9, comment: 'За доклад' });
    expect(meets(grade(4)).conflicts[key]?.edit).toMatchObject({ value: grade(3), comment: 'За доклад' });
    expect(resolveConflict(meets(grade(4)), key, 'mine').pending[key]).toMatchObject({ base: 9, comment: 'За доклад' });
  });

  test('a refused cell keeps its value and reason until it is put away', () => {
    const { unsent } = settle(seal(edit(nothingUnsent, grade(4)), 'b1', 10), [
      { status: 'refused', code: 'window-closed' },
    ]);
    expect(unsent.refused[key]).toMatchObject({ code: 'window-closed', edit: { value: grade(4) } });
    expect(dismissRefused(unsent, key)).toEqual(nothingUnsent);
  });

  test('a conflict holds later edits; mine goes over the version that stands there, theirs stays', () => {
    const sent = settle(seal(edit(nothingUnsent, grade(4)), 'b1', 10), [
      { status: 'conflict', version: 9, current: grade(2) as never },
    ]);
    const held = edit(sent.unsent, grade(5));
    expect(sent.saved.get(key)).toEqual({ version: 9, value: grade(2) });
    expect(seal(held, 'b2', 10).sealed).toBeNull();
    expect(resolveConflict(held, key, 'theirs')).toEqual(nothingUnsent);
    expect(changes(seal(resolveConflict(held, key, 'mine'), 'b2', 10))).toMatchObject([
      { baseVersion: 9, mark: { value: 5 } },
    ]);
  });

  test('a conflict with the same value is none', () => {
    const { unsent } = settle(seal(edit(nothingUnsent, grade(4)), 'b1', 10), [
      { status: 'conflict', version: 9, current: grade(4) as never },
    ]);
    expect(unsent).toEqual(nothingUnsent);
  });

  test('marks of a work wait until the server knows the work, and fall with it', () => {
    const withWork: Unsent = { ...nothingUnsent, works: [{ id: 'new', lessonId: 'l', date: '2026-10-13' as never }] };
    const waiting = edit(withWork, grade(5), cell('a', 'new'));
    expect(seal(waiting, 'b1', 10).sealed).toBeNull();
    expect(seal(workMade(waiting, 'new'), 'b1', 10).sealed?.edits).toHaveLength(1);
    expect(Object.values(refuseWork(waiting, 'new', 'window-closed').refused)).toMatchObject([
      { code: 'window-closed' },
    ]);
  });

  test('a batch holds no more than its limit, the rest goes next', () => {
    const three = ['x', 'y', 'z'].reduce((all, id) => edit(all, grade(5), cell(id)), nothingUnsent);
    const sealed = seal(three, 'b1', 2);
    expect([sealed.sealed?.edits.length, Object.keys(sealed.pending).length]).toEqual([2, 1]);
  });
});

/** A server with one version a cell, that answers batches as the contract says and now and then loses an answer. */
function serve(
  book: Map<string, SavedCell>,
  answers: Map<string, CellOutcome[]>,
  batch: NonNullable<Unsent['sealed']>,
): CellOutcome[] {
  const known = answers.get(batch.id);
  if (known) return known;
  const sent = (JSON.parse(batch.body) as { changes: { baseVersion: number }[] }).changes;
  const outcomes = batch.edits.map(({ target, value }, index): CellOutcome => {
    const place = keyOf(target);
    const current = book.get(place) ?? { version: 0, value: null };
    if (sent[index]?.baseVersion !== current.version)
      return { status: 'conflict', version: current.version, current: current.value as never };
    book.set(place, { version: current.version + 1, value });
    return { status: 'applied', version: current.version + 1 };
  });
  answers.set(batch.id, outcomes);
  return outcomes;
}

test('whatever is lost on the way, one writer alone never collides with himself and the book ends as he left it (JRN-3)', () => {
  const act = fc.oneof(
    fc.record({
      type: fc.constant('edit' as const),
      who: fc.constantFrom('a', 'b', 'c'),
      value: fc.option(fc.integer({ min: 2, max: 5 })),
    }),
    fc.constantFrom({ type: 'send' as const }, { type: 'lose-answer' as const }, { type: 'answer' as const }),
  );
  fc.assert(
    fc.property(fc.array(act, { maxLength: 60 }), (acts) => {
      const book = new Map<string, SavedCell>();
      const answers = new Map<string, CellOutcome[]>();
      const wanted = new Map<string, CellValue>();
      let known = new Map<string, SavedCell>();
      let unsent = nothingUnsent;
      let batches = 0;
      const finish = () => {
        if (!unsent.sealed) return;
        const settled = settle(unsent, serve(book, answers, unsent.sealed));
        unsent = settled.unsent;
        known = new Map([...known, ...settled.saved]);
      };
      for (const one of acts) {
        if (one.type === 'edit') {
          const value = one.value === null ? null : grade(one.value);
          unsent = putEdit(unsent, { target: cell(one.who), value, label }, known);
          wanted.set(keyOf(cell(one.who)), value);
        } else if (one.type === 'send') unsent = seal(unsent, `b${batches++}`, 2);
        else if (one.type === 'lose-answer' && unsent.sealed) serve(book, answers, unsent.sealed);
        else if (one.type === 'answer') finish();
      }
      for (let left = 0; left < 10; left++) {
        unsent = seal(unsent, `b${batches++}`, 2);
        finish();
      }
      expect(unsent).toEqual(nothingUnsent);
      for (const [place, value] of wanted) expect(book.get(place)?.value ?? null).toEqual(value);
    }),
  );
});
