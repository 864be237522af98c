import type { Knex } from 'knex';
import type pg from 'pg';
import { DomainError } from '../errors.ts';
import { inSpan, type SpanWish } from '../tracing/span.ts';
import { connectionOf, withConnection } from './connection-of.ts';
import { pipelineOn } from './pipeline.ts';
import type { Statement } from './statement.ts';
import { type Ended, type Read, transact } from './transact.ts';

/** Whose rows a transaction sees: one institution's, and of the user's own tables one user's. */
export interface Scope {
  readonly institutionId: string;
  readonly userId?: string;
}

export type InTenant = <T>(scope: Scope, work: (trx: Knex.Transaction) => Promise<T>) => Promise<T>;

interface TenantOptions {
  /** Called after each commit; wakes the relay. */
  readonly afterCommit?: () => void;
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const LOCK_NOT_AVAILABLE = '55P03';

/**
 * The way to the tenant tables: one transaction that sees one institution.
 * `set_config(…, true)` ends with the transaction, so a pooled connection can't carry one school's scope into another's request.
 * It goes straight onto the connection and isn't awaited before `work` starts: a connection keeps the order of its statements,
 * so begin, scope and the first statements leave in one write, and if it fails the transaction is aborted and `work` sees nothing.
 * @throws DomainError `in-progress` when a lock is not free within the `lock_timeout` that `work` set
 */
export function buildInTenant(db: Knex, { afterCommit }: TenantOptions = {}): InTenant {
  return async (scope, work) => {
    const result = await inSpan(spanOf(scope), () => transactByKnex(scope, work));
    afterCommit?.();
    return result;
  };

  async function transactByKnex<T>(scope: Scope, work: (trx: Knex.Transaction) => Promise<T>): Promise<T> {
    const scopeOf = setScope(scope);
    return db.transaction(async (trx) => {
      const connection = await connectionOf(trx);
      const scoped = pipelineOn(connection, [scopeOf]);
      // Both are waited for: the connection must not go back to the pool while `work` still uses it.
      const [scoping, working] = await Promise.allSettled([scoped, unlessAborted(connection, () => work(trx))]);
      if (scoping.status === 'rejected') throw scoping.reason;
      if (working.status === 'rejected') throw inProgressIfLocked(working.reason);
      return working.value;
    });
  }
}

/**
 * Postgres rolls an aborted transaction back at its commit and calls that no error: where a statement failed and the work went on,
 * it is asked whether the transaction still stands, as it does after a savepoint.
 * @throws the server's error when it does not
 */
async function unlessAborted<T>(connection: pg.Client, work: () => Promise<T>): Promise<T> {
  let failed = false;
  const note = (): void => void (failed = true);
  connection.connection.once('errorMessage', note);
  try {
    const result = await work();
    if (failed) await pipelineOn(connection, [{ name: 'tenant.stands', text: 'select', values: [] }]);
    return result;
  } finally {
    connection.connection.off('errorMessage', note);
  }
}

export type ReadInTenant = <T>(scope: Scope, work: (read: Read) => Promise<T>) => Promise<T>;

/**
 * As `buildInTenant`, for what is read often: each read is a transaction by itself, since the server takes what it gets before one end
 * for one, and the scope goes before it. Neither begin nor commit is sent. `db` must be a pool that only reads.
 */
export function buildReadInTenant(db: Knex): ReadInTenant {
  return async (scope, work) => {
    const scopeOf = setScope(scope);
    const read: Read = (statements) =>
      withConnection(db, async (connection) => (await pipelineOn(connection, [scopeOf, ...statements])).slice(1));
    return inSpan(spanOf(scope), () => work(read));
  };
}

export type SaveInTenant = <T>(scope: Scope, work: (read: Read) => Promise<Ended<T>>) => Promise<T>;

/**
 * As `buildInTenant`, for what is written often: of statements alone, begin and scope in one message with the first, the commit in one
 * with the last. Nothing of knex is made but the connection.
 * @throws DomainError `in-progress` when a lock is not free within the `lock_timeout` that `work` set
 */
export function buildSaveInTenant(db: Knex, { afterCommit }: TenantOptions = {}): SaveInTenant {
  return async (scope, work) => {
    const scopeOf = setScope(scope);
    const result = await inSpan(spanOf(scope), () =>
      withConnection(db, (connection) => transact(connection, [scopeOf], work)),
    ).catch((error: unknown) => {
      throw inProgressIfLocked(error);
    });
    afterCommit?.();
    return result;
  };
}

/** @throws TypeError for a scope that is not made of UUIDs */
function setScope({ institutionId, userId }: Scope): Statement {
  for (const id of [institutionId, userId ?? institutionId]) {
    if (!UUID.test(id)) throw new TypeError('a scope is made of UUIDs');
  }
  return {
    name: 'tenant.scope',
    text: `select set_config('parta.institution', $1, true), set_config('parta.user', $2, true)`,
    values: [institutionId, userId ?? ''],
  };
}

const spanOf = ({ institutionId }: Scope): SpanWish => ({
  name: 'transaction',
  kind: 'client',
  facts: { 'db.system.name': 'postgresql', 'parta.institution': institutionId },
});

function inProgressIfLocked(error: unknown): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return code === LOCK_NOT_AVAILABLE ? new DomainError('conflict', 'in-progress', { cause: error }) : error;
}
