import type { Knex } from 'knex';
import type pg from 'pg';
import { DomainError } from '../errors.ts';
import { inSpan, type SpanWish } from '../tracing/span.ts';
import { connectionOf, leaveTogether, withConnection } from './connection-of.ts';
import { endingOf } from './end-with.ts';
import { pipelineOn, type Statement } from './pipeline.ts';

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
    const result = await inSpan(spanOf(scope), () => transact(scope, work));
    afterCommit?.();
    return result;
  };

  async function transact<T>(scope: Scope, work: (trx: Knex.Transaction) => Promise<T>): Promise<T> {
    const scopeOf = setScope(scope);
    let ending: Promise<unknown> | undefined;
    const committing = db.transaction(async (trx) => {
      const connection = await connectionOf(trx);
      const scoped = connection.query(scopeOf);
      // Both are waited for: the connection must not go back to the pool while `work` still uses it.
      const [scoping, working] = await Promise.allSettled([scoped, work(trx)]);
      if (scoping.status === 'rejected') throw scoping.reason;
      if (working.status === 'rejected') throw inProgressIfLocked(working.reason);
      ending = endingOf(trx);
      return working.value;
    });
    const [committed] = await Promise.allSettled([committing]);
    // what failed first says why the commit failed
    await ending?.catch((error: unknown) => {
      throw inProgressIfLocked(error);
    });
    if (committed.status === 'rejected') throw committed.reason;
    return committed.value;
  }
}

/** Statements in one round trip; their rows in order. */
export type Read = (statements: readonly Statement[]) => Promise<readonly unknown[][]>;

export type ReadInTenant = <T>(scope: Scope, work: (read: Read) => Promise<T>) => Promise<T>;

/**
 * As `buildInTenant`, for what is read often: nobody waits for the transaction's end, which loses nothing, since Postgres lets it
 * write nothing, and the end leaves with the next begin. At 0.1 ms of CPU a write begin and end were a third of a page.
 */
export function buildReadInTenant(db: Knex): ReadInTenant {
  return async (scope, work) => {
    const scopeOf = setScope(scope);
    return inSpan(spanOf(scope), () => withConnection(db, (connection) => readOn(connection, scopeOf, work)));
  };
}

async function readOn<T>(connection: pg.Client, scopeOf: pg.QueryConfig, work: (read: Read) => Promise<T>): Promise<T> {
  const { stream } = connection.connection;
  stream.cork();
  const scoped = [connection.query('begin read only'), connection.query(scopeOf)];
  // within a function of its own, so that nothing that `work` throws leaves the socket held back
  const worked = (async () => work((statements) => pipelineOn(connection, statements)))();
  stream.uncork();
  const results = await Promise.allSettled([worked, ...scoped]);
  end(connection);
  const [working, ...scoping] = results;
  for (const each of scoping) if (each.status === 'rejected') throw each.reason;
  if (working.status === 'rejected') throw working.reason;
  return working.value;
}

/** Whoever waits for the connection has it before the next tick, and then the end leaves with their begin. */
function end(connection: pg.Client): void {
  // a connection that broke takes its transaction with it, and the pool throws it away
  leaveTogether(connection, () => connection.query('commit')).catch(() => undefined);
}

/** @throws TypeError for a scope that is not made of UUIDs */
function setScope({ institutionId, userId }: Scope): pg.QueryConfig {
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
