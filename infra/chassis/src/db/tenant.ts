import type { Knex } from 'knex';
import { DomainError } from '../errors.ts';
import { inSpan } from '../tracing/span.ts';
import { connectionOf } from './connection-of.ts';

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
 * The only way to the tenant tables: one transaction that sees one institution.
 * `set_config(…, true)` ends with the transaction, so a pooled connection can't carry one school's scope into another's request.
 * It goes straight onto the connection and isn't awaited before `work` starts: a connection keeps the order of its statements,
 * so this saves a round trip, and if it fails the transaction is aborted and `work` sees nothing.
 * @throws DomainError `in-progress` when a lock is not free within the `lock_timeout` that `work` set
 */
export function buildInTenant(db: Knex, { afterCommit }: TenantOptions = {}): InTenant {
  return async (scope, work) => {
    for (const id of [scope.institutionId, scope.userId ?? scope.institutionId]) {
      if (!UUID.test(id)) throw new TypeError('a scope is made of UUIDs');
    }
    const facts = { 'db.system.name': 'postgresql', 'parta.institution': scope.institutionId };
    const result = await inSpan({ name: 'transaction', kind: 'client', facts }, () => transact(scope, work));
    afterCommit?.();
    return result;
  };

  async function transact<T>(scope: Scope, work: (trx: Knex.Transaction) => Promise<T>): Promise<T> {
    return db.transaction(async (trx) => {
      const connection = await connectionOf(trx);
      const scoped = connection.query({
        name: 'tenant.scope',
        text: `select set_config('parta.institution', $1, true), set_config('parta.user', $2, true)`,
        values: [scope.institutionId, scope.userId ?? ''],
      });
      // Both are waited for: the connection must not go back to the pool while `work` still uses it.
      const [scoping, working] = await Promise.allSettled([scoped, work(trx)]);
      if (scoping.status === 'rejected') throw scoping.reason;
      if (working.status === 'rejected') throw inProgressIfLocked(working.reason);
      return working.value;
    });
  }
}

function inProgressIfLocked(error: unknown): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return code === LOCK_NOT_AVAILABLE ? new DomainError('conflict', 'in-progress', { cause: error }) : error;
}
