import { uuidV7 } from '@parta/contracts/kernel/uuid';
import type { Knex } from 'knex';
import { z } from 'zod';
import type { Account } from '../accounts/account.ts';
import type { KeyedHash } from '../keyed-hash.ts';
import { alsoAsUser } from '../user-scope.ts';
import { codeExpiry, type IssuedCode, makeCode, normaliseCode } from './activation-code.ts';

/** Where a code leads; all that its hash tells. */
const CodePlace = z
  .object({ user_id: z.uuid(), institution_id: z.uuid(), code_id: z.uuid() })
  .transform((row) => ({ userId: row.user_id, institutionId: row.institution_id, codeId: row.code_id }));
export type CodePlace = z.infer<typeof CodePlace>;

const CodeRow = z
  .object({ id: z.uuid(), expires_at: z.date(), used_at: z.date().nullable(), replaced_at: z.date().nullable() })
  .transform(
    (row): IssuedCode => ({ id: row.id, expiresAt: row.expires_at, usedAt: row.used_at, replacedAt: row.replaced_at }),
  );

export async function findCodePlace(db: Knex, hash: KeyedHash, typed: string): Promise<CodePlace | undefined> {
  const row: unknown = await db('code_lookup')
    .where({ code_hash: hash('code', normaliseCode(typed)) })
    .first();
  return row === undefined ? undefined : CodePlace.parse(row);
}

/** The code's row, locked: of two who use one code at once the second sees it used. Needs the scope of its user. */
export async function lockCode(trx: Knex.Transaction, { userId, codeId }: CodePlace): Promise<IssuedCode | undefined> {
  const row: unknown = await trx('activation_code').where({ user_id: userId, id: codeId }).forUpdate().first();
  return row === undefined ? undefined : CodeRow.parse(row);
}

interface Issue {
  readonly hash: KeyedHash;
  readonly issuedBy: string;
  readonly timeZone: string;
  readonly now: Date;
}

/** Makes the one valid code of an account's user: older ones end, wherever they were issued; the register says who gave it. */
export async function insertCode(
  trx: Knex.Transaction,
  { institutionId, userId, personId }: Account,
  { hash, issuedBy, timeZone, now }: Issue,
): Promise<{ readonly code: string; readonly expiresAt: Date }> {
  const code = makeCode();
  const expiresAt = codeExpiry(timeZone, now);
  const codeId = uuidV7(now.getTime());
  const of = { institution_id: institutionId, user_id: userId };
  await alsoAsUser(trx, userId);
  await trx('activation_code')
    .where({ user_id: userId })
    .whereNull('used_at')
    .whereNull('replaced_at')
    .update({ replaced_at: now });
  await trx('activation_code').insert({ ...of, id: codeId, issued_at: now, expires_at: expiresAt });
  await trx('code_lookup').insert({ ...of, code_hash: hash('code', normaliseCode(code)), code_id: codeId });
  await trx('account').where({ user_id: userId }).update({ code_expires_at: null });
  await trx('account').where(of).update({ code_expires_at: expiresAt });
  const entry = { ...of, id: uuidV7(now.getTime()), person_id: personId, acted_at: now };
  await trx('code_register').insert({ ...entry, act: 'issued', acted_by: issuedBy });
  return { code, expiresAt };
}

/** Spends a locked code; the register says when. */
export async function spendCode(
  trx: Knex.Transaction,
  place: CodePlace,
  personId: string | null,
  now: Date,
): Promise<void> {
  const { userId, institutionId, codeId } = place;
  await trx('activation_code').where({ user_id: userId, id: codeId }).update({ used_at: now });
  await trx('account').where({ user_id: userId }).update({ code_expires_at: null });
  const entry = {
    institution_id: institutionId,
    id: uuidV7(now.getTime()),
    act: 'used',
    user_id: userId,
    person_id: personId,
  };
  await trx('code_register').insert({ ...entry, acted_by: userId, acted_at: now });
}
