import { expect, test } from '@jest/globals';
import { ApiProblem, ServerAway } from '../api/api-problem.ts';
import { followInbox, type StreamPorts } from './follow-inbox.ts';
import type { LiveEvent } from './inbox-state.ts';

const stream = (text: string) => new Response(text, { headers: { 'content-type': 'text/event-stream' } });
const refused = new ApiProblem({ status: 401, code: 'unauthenticated' });

/** Answers in turn; the last one ends the following. */
function ports(answers: readonly (Response | Error)[]) {
  const asked: (number | undefined)[] = [];
  const heard: LiveEvent[] = [];
  const pauses: number[] = [];
  let position: number | undefined;
  const made: StreamPorts = {
    open: async (after) => {
      const answer = answers[asked.push(after) - 1] ?? refused;
      if (answer instanceof Error) throw answer;
      return answer;
    },
    heard: (event) => {
      heard.push(event);
      if (event.kind === 'item') position = event.item.position;
    },
    position: () => position,
    pause: async (milliseconds) => void pauses.push(milliseconds),
    whenOnline: async () => undefined,
  };
  return { made, asked, heard, pauses };
}

test('comes back after the last item, when the server asked for it (NTF-2)', async () => {
  const { made, asked, heard, pauses } = ports([
    stream('retry: 700\n\nevent: state\ndata: {"position":6,"unread":1}\n\n'),
    stream('event: item\nid: 7\ndata: {"position":7}\n\n'),
  ]);
  await followInbox(made, new AbortController().signal);
  expect(asked).toEqual([undefined, undefined, 7]);
  expect(heard.map((event) => event.kind)).toEqual(['state', 'item']);
  expect(pauses).toEqual([700, 700]);
});

test('waits longer for a server that stays away, at most half a minute', async () => {
  const away = new ServerAway('id', undefined);
  const { made, pauses } = ports([away, away, away, away, away, away]);
  await followInbox(made, new AbortController().signal);
  expect(pauses).toEqual([2_000, 4_000, 8_000, 16_000, 30_000, 30_000]);
});

test('ends with the session', async () => {
  const { made, asked } = ports([refused]);
  await followInbox(made, new AbortController().signal);
  expect(asked).toHaveLength(1);
});
