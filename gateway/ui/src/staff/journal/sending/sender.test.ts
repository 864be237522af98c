import { describe, expect, test } from '@jest/globals';
import { ApiProblem, ServerAway } from '../../../api/api-problem.ts';
import type { AnswerOf } from '../../../api/operations.ts';
import { type JournalAction, type JournalState, openJournal, reduce } from '../model/journal-state.ts';
import { testPage, work } from '../model/test-page.ts';
import { nothingUnsent, type SealedBatch } from '../model/unsent.ts';
import { createSender } from './sender.ts';

type Answer = AnswerOf<'journal.changeCells'>;

const applied = (batch: SealedBatch): Answer => ({
  outcomes: batch.edits.map(() => ({ status: 'applied', version: 4 })),
  seq: 1,
  standings: [],
  savedAt: '2026-10-13T08:00:00Z',
});
const problem = (status: number, code: string) => new ApiProblem({ status, code });

/** A journal with one mark typed, and a server that plays the given answers one after another. */
function rig(script: readonly (Error | ((batch: SealedBatch) => Answer))[], first: JournalState = typed()) {
  let state = first;
  const sent: SealedBatch[] = [];
  const pauses: number[] = [];
  const onDisk: (string | undefined)[] = [];
  let ids = 0;
  const sender = createSender({
    unsent: () => state.unsent,
    apply: (action: JournalAction) => {
      state = reduce(state, action);
    },
    persist: async () => void onDisk.push(state.unsent.sealed?.id),
    addWork: async ({ id, lessonId }) => work(id, lessonId, '2026-10-13'),
    sendBatch: async (batch) => {
      expect(onDisk.at(-1)).toBe(batch.id);
      const answer = script[sent.length] ?? applied;
      sent.push(batch);
      if (answer instanceof Error) throw answer;
      return answer(batch);
    },
    newId: () => `batch${++ids}`,
    pause: async (milliseconds) => void pauses.push(milliseconds),
  });
  const run = async () => {
    sender.wake();
    await sender.idle();
    return state;
  };
  return { run, sent, pauses };
}

function typed(workId = 'w1'): JournalState {
  const target = { kind: 'mark', workId, studentId: 's1' } as const;
  const write = { target, value: { kind: 'grade', value: 5 } as const, label: { student: '', column: '' } };
  return reduce(openJournal(testPage(), nothingUnsent), { type: 'write', writes: [write] });
}

describe('sending (JRN-3)', () => {
  test('what is written goes and is remembered as saved', async () => {
    const { run, sent } = rig([]);
    const state = await run();
    expect([sent.length, state.unsent, state.savedAt]).toEqual([1, nothingUnsent, '2026-10-13T08:00:00Z']);
  });

  test('without an answer the same bytes go again under the same key, ever more slowly', async () => {
    const { run, sent, pauses } = rig([
      new ServerAway('', null),
      problem(503, 'service-unavailable'),
      problem(429, 'too-many-requests'),
    ]);
    const state = await run();
    expect(new Set(sent.map(({ id, body }) => `${id}${body}`)).size).toBe(1);
    expect(pauses).toEqual([250, 1000, 2000, 4000]);
    expect([state.unsent, state.away]).toEqual([nothingUnsent, false]);
  });

  test('an ended session leaves the batch as it is', async () => {
    const { run, sent } = rig([problem(401, 'unauthenticated')]);
    const state = await run();
    expect([sent.length, state.unsent.sealed?.id, state.stopped]).toEqual([1, 'batch1', null]);
  });

  test.each([
    [403, 'permission-missing'],
    [404, 'page-not-found'],
  ])('%d stops with the reason and loses nothing', async (status, code) => {
    const { run } = rig([problem(status, code)]);
    const state = await run();
    expect([state.stopped, state.unsent.sealed?.edits.length]).toEqual([code, 1]);
  });

  test('a batch that the server can’t take is refused cell by cell', async () => {
    const state = await rig([problem(400, 'invalid-request')]).run();
    expect(Object.values(state.unsent.refused)).toMatchObject([{ code: 'invalid-request' }]);
  });

  test('a work made here is told before its marks', async () => {
    const first = typed('new');
    const withWork: JournalState = {
      ...first,
      unsent: { ...first.unsent, works: [{ id: 'new', lessonId: 'l3', date: '2026-10-13' as never }] },
    };
    const { run, sent } = rig([], withWork);
    const state = await run();
    expect([sent.length, state.unsent.works, state.model.page.works.some(({ id }) => id === 'new')]).toEqual([
      1,
      [],
      true,
    ]);
  });
});
