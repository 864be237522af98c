import type { Clock } from '@parta/chassis/clock';
import type { InTenant } from '@parta/chassis/db/tenant';
import { uuidV7 } from '@parta/contracts/kernel/uuid';
import type { Knex } from 'knex';
import { z } from 'zod';
import type { ChangeAccount } from '../accounts/change-account.ts';
import { setPassword } from '../accounts/credential-store.ts';
import { userIdByLogin } from '../accounts/user-store.ts';
import type { IdentityConfig } from '../identity-config.ts';
import type { KeyedHash } from '../keyed-hash.ts';
import type { Passwords } from '../sessions/password-pool.ts';
import { openInvited } from './invite-administrator.ts';
import type { OrganisationNode } from './organisation.ts';
import { findOrganisation } from './organisation-queries.ts';
import { insertOrganisation } from './organisation-store.ts';

interface Dependencies {
  readonly db: Knex;
  readonly inTenant: InTenant;
  readonly clock: Clock;
  readonly hash: KeyedHash;
  readonly passwords: Passwords;
  readonly changeAccount: ChangeAccount;
}

type Wanted = Pick<
  IdentityConfig,
  'BOOTSTRAP_REGION' | 'BOOTSTRAP_TIME_ZONE' | 'BOOTSTRAP_LOGIN' | 'BOOTSTRAP_PASSWORD'
>;

/** An empty database gets its region; the first official comes by configuration, for nobody is there to invite them. */
export async function bootstrap(dependencies: Dependencies, wanted: Wanted): Promise<void> {
  const region = await ensureRegion(dependencies, wanted);
  const { BOOTSTRAP_LOGIN: login, BOOTSTRAP_PASSWORD: password } = wanted;
  if (login === undefined || password === undefined) return;
  const { db, inTenant, clock, hash, passwords, changeAccount } = dependencies;
  if (await userIdByLogin(db, hash, login)) return;
  const passwordHash = await passwords.hash(password);
  const now = clock.now();
  const userId = uuidV7(now.getTime());
  const name = { lastName: 'Администратор', firstName: 'региона', middleName: null };
  await inTenant({ institutionId: region.id, userId }, async (trx) => {
    const opened = { node: region, userId, name, login, role: 'region-official' } as const;
    const account = await openInvited(trx, { changeAccount, hash, now }, opened);
    if (!account) return;
    await setPassword(trx, { userId, passwordHash, now });
    await trx('users').where({ user_id: userId }).update({ activated_at: now });
    await changeAccount(trx, account, { ...account, activatedAt: now }, region.timeZone);
  });
}

/** Of two replicas that start at once on an empty database the second waits for the first and finds its region. */
async function ensureRegion({ db, inTenant }: Dependencies, wanted: Wanted): Promise<OrganisationNode> {
  const id = uuidV7();
  const names = { name: wanted.BOOTSTRAP_REGION, shortName: wanted.BOOTSTRAP_REGION };
  const region: OrganisationNode = {
    ...{ id, path: [id], parentId: null, kind: 'region' },
    ...{ ...names, timeZone: wanted.BOOTSTRAP_TIME_ZONE, state: 'open', version: 1 },
  };
  const made = await inTenant({ institutionId: id }, async (trx) => {
    const { rowCount } = await trx.raw<{ rowCount: number }>(
      `insert into tree_root (region_id) values (?) on conflict do nothing`,
      [id],
    );
    return rowCount > 0 && insertOrganisation(trx, region);
  });
  if (made) return region;
  const root: unknown = await db('tree_root').first();
  const { region_id: regionId } = z.object({ region_id: z.uuid() }).parse(root);
  const standing = await inTenant({ institutionId: regionId }, (trx) => findOrganisation(trx, regionId));
  if (!standing) throw new Error('the root of the tree names a region that is not there');
  return standing;
}
