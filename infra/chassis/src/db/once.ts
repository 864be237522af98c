import type { Knex } from 'knex';
import { DomainError } from '../errors.ts';
import { pipeline } from './pipeline.ts';
import type { Statement } from './statement.ts';

/** One intent of one user: the same key and body asks for the same answer, however often it is sent. */
export interface OnceRequest {
  readonly userId: string;
  /** The acting assignment: two roles of one person are two senders. */
  readonly assignmentId: string;
  readonly operation: string;
  readonly key: string;
  readonly bodyHash: string;
}

export interface Answer {
  readonly status: number;
  readonly body: unknown;
}

interface ClaimRow {
  readonly fresh: boolean;
  readonly body_hash: string;
  readonly status: number | null;
  readonly answer: unknown;
}

/**
 * The first statement of the transaction: takes the key, or waits at most 2 s for the transaction that has it.
 * Its one row goes to `storedAnswer`. The `lock_timeout` holds for the rest of the transaction.
 */
export function claimKey({ userId, assignmentId, operation, key, bodyHash }: OnceRequest): Statement {
  return {
    name: 'once.claim',
    // `do update` rather than `do nothing`: it waits for, locks and answers the row that another transaction has just committed.
    text: `insert into idempotency as held (user_id, assignment_id, operation, key, body_hash)
           select $1::uuid, $2::uuid, $3, $4, $5 from set_config('lock_timeout', '2000', true)
           on conflict (user_id, assignment_id, operation, key) do update set key = held.key
           returning (xmax = 0) as fresh, body_hash, status, answer`,
    values: [userId, assignmentId, operation, key, bodyHash],
  };
}

/**
 * What the rows of `claimKey` say: the answer given before, or undefined when the work is still to be done.
 * @throws DomainError `idempotency-key-reused` when the key came with another body
 */
export function storedAnswer(request: OnceRequest, rows: readonly unknown[] | undefined): Answer | undefined {
  const row = rows?.[0] as ClaimRow | undefined;
  if (!row) throw new Error('claimKey answered no row');
  if (row.fresh) return undefined;
  if (row.body_hash !== request.bodyHash) throw new DomainError('invalid', 'idempotency-key-reused');
  if (row.status === null) throw new Error(`${request.operation} was committed without storeAnswer`);
  return { status: row.status, body: row.answer };
}

/** The last statement of the transaction. */
export function storeAnswer(
  { userId, assignmentId, operation, key }: OnceRequest,
  { status, body }: Answer,
): Statement {
  return {
    name: 'once.answer',
    text: `update idempotency set status = $5, answer = $6
           where user_id = $1 and assignment_id = $2 and operation = $3 and key = $4`,
    values: [userId, assignmentId, operation, key, status, JSON.stringify(body ?? null)],
  };
}

/**
 * Does the work once for a key and answers the same ever after. A problem is not stored: it is thrown, and the transaction takes
 * the key back with it. The transaction's scope must carry the user.
 * @throws DomainError `in-progress` (by `InTenant`), `idempotency-key-reused`
 */
export async function once(trx: Knex.Transaction, request: OnceRequest, work: () => Promise<Answer>): Promise<Answer> {
  const [rows] = await pipeline(trx, [claimKey(request)]);
  const before = storedAnswer(request, rows);
  if (before) return before;
  const answer = await work();
  await pipeline(trx, [storeAnswer(request, answer)]);
  return answer;
}
