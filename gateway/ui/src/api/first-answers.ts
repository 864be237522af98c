import { call } from './client.ts';
import type { AnswerOf, InputOf, OperationId } from './operations.ts';

/** Answers that were asked for before their page was there. */
const asked = new Map<string, Promise<unknown>>();

const keyOf = (id: OperationId, input: object): string => `${id} ${JSON.stringify(input)}`;

/** Asks now for what a page will want in a moment. */
export function askFirst<Id extends OperationId>(id: Id, input: InputOf<Id>): Promise<AnswerOf<Id>> {
  const answer = call(id, input);
  // whoever takes it hears of its failure
  answer.catch(() => undefined);
  asked.set(keyOf(id, input), answer);
  return answer;
}

/** The answer that was asked for before, once; otherwise the call itself. */
export function callOnce<Id extends OperationId>(
  id: Id,
  input: InputOf<Id>,
  signal?: AbortSignal,
): Promise<AnswerOf<Id>> {
  const key = keyOf(id, input);
  const first = asked.get(key) as Promise<AnswerOf<Id>> | undefined;
  asked.delete(key);
  return first ?? call(id, { ...input, signal });
}
