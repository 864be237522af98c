import { Side } from '@parta/contracts/kernel/roles';
import type { CalendarDate } from '@parta/contracts/values/calendar-date';
import type { Knex } from 'knex';
import { z } from 'zod';
import { type Account, Grants, rolesOn, stateOf } from './account.ts';
import { isAhead } from './intervals.ts';

interface Listing {
  readonly after?: string | undefined;
  readonly limit: number;
  readonly side?: Side | undefined;
  readonly state?: 'invited' | 'active' | 'blocked' | undefined;
  readonly query?: string | undefined;
}

const ListedRow = z.object({
  id: z.uuid(),
  side: Side,
  roles: Grants,
  user_id: z.uuid(),
  person_id: z.uuid().nullable(),
  display_name: z.string(),
  login: z.string(),
  blocked_at: z.date().nullable(),
  consent: z.enum(['given', 'missing', 'withdrawn']),
  activated_at: z.date().nullable(),
  code_expires_at: z.date().nullable(),
});
type ListedRow = z.infer<typeof ListedRow>;

/** One line per user and side. */
export const lineOf = (row: ListedRow, today: CalendarDate) => ({
  ...{ userId: row.user_id, personId: row.person_id, displayName: row.display_name, login: row.login },
  state: stateOf({ blockedAt: row.blocked_at, consent: row.consent, activatedAt: row.activated_at }),
  side: row.side,
  roles: [...rolesOn(row.roles, today)],
  codeExpiresAt: row.code_expires_at?.toISOString() ?? null,
});

export type AccountLine = ReturnType<typeof lineOf>;

const stateSql = `case when account.blocked_at is not null or account.consent <> 'given' then 'blocked'
                       when users.activated_at is null then 'invited' else 'active' end`;

/** Accounts of one institution by name; `next` is where to go on. */
export async function listAccounts(
  trx: Knex.Transaction,
  institutionId: string,
  { after, limit, side, state, query }: Listing,
  today: CalendarDate,
): Promise<{ accounts: AccountLine[]; next: string | null }> {
  const [afterName, afterId] = readCursor(after);
  const found = trx('assignment')
    .join(
      'account',
      (on) =>
        void on.on('account.institution_id', 'assignment.institution_id').on('account.user_id', 'assignment.user_id'),
    )
    .join('users', 'users.user_id', 'account.user_id')
    .where('assignment.institution_id', institutionId)
    .select('assignment.id', 'assignment.side', 'assignment.roles', 'account.*', 'users.login', 'users.activated_at')
    .orderBy(['account.display_name', 'assignment.id'])
    .limit(limit + 1);
  if (side !== undefined) void found.where('assignment.side', side);
  if (state !== undefined) void found.whereRaw(`${stateSql} = ?`, [state]);
  if (query !== undefined) {
    const like = `%${query.toLowerCase().replaceAll(/[\\%_]/g, '\\$&')}%`;
    void found.whereRaw('(lower(account.display_name) like ? or lower(users.login) like ?)', [like, like]);
  }
  if (afterName !== undefined && afterId !== undefined) {
    void found.whereRaw('(account.display_name, assignment.id) > (?, ?::uuid)', [afterName, afterId]);
  }
  const rows = z.array(ListedRow).parse(await found);
  const last = rows.length > limit ? rows[limit - 1] : undefined;
  return { accounts: rows.slice(0, limit).map((row) => lineOf(row, today)), next: last ? cursorOf(last) : null };
}

const Cursor = z.tuple([z.string(), z.uuid()]);
const cursorOf = ({ display_name, id }: ListedRow): string =>
  Buffer.from(JSON.stringify([display_name, id])).toString('base64url');

function readCursor(after: string | undefined): readonly [string?, string?] {
  if (after === undefined) return [];
  try {
    return Cursor.parse(JSON.parse(Buffer.from(after, 'base64url').toString()));
  } catch {
    return [];
  }
}

/** The line of a loaded account on one side, as the answer of a change. */
export function accountLine(account: Account, side: Side, today: CalendarDate): AccountLine {
  const grants = account.assignments.find((assignment) => assignment.side === side)?.roles ?? [];
  const now = rolesOn(grants, today);
  const later = grants.filter((grant) => isAhead(grant, today)).map(({ role }) => role);
  return {
    ...{ userId: account.userId, personId: account.personId, displayName: account.displayName, login: account.login },
    ...{ state: stateOf(account), side, codeExpiresAt: account.codeExpiresAt?.toISOString() ?? null },
    roles: now.length > 0 ? [...now] : [...new Set(later)],
  };
}
