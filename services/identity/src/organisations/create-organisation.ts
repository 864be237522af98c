import type { Actor } from '@parta/chassis/auth/actor';
import type { InTenant } from '@parta/chassis/db/tenant';
import { conflict, invalid, notFound } from '@parta/chassis/errors';
import type { OrganisationKind } from '@parta/contracts/values/organisation';
import { mayStandBelow, type OrganisationNode } from './organisation.ts';
import { findOrganisation } from './organisation-queries.ts';
import { insertOrganisation } from './organisation-store.ts';

interface NewOrganisation {
  readonly id: string;
  readonly parentId: string;
  readonly kind: OrganisationKind;
  readonly name: string;
  readonly shortName: string;
  readonly timeZone: string;
}

/** The node as it stands now. @throws DomainError `organisation-not-found`, `kind-not-allowed-here`, `id-taken` */
export type CreateOrganisation = (actor: Actor, wanted: NewOrganisation) => Promise<OrganisationNode>;

export function buildCreateOrganisation(inTenant: InTenant): CreateOrganisation {
  return (actor, wanted) =>
    inTenant({ institutionId: actor.institutionId }, async (trx) => {
      const parent = await findOrganisation(trx, wanted.parentId);
      if (!parent?.path.includes(actor.institutionId)) throw notFound('organisation-not-found');
      if (!mayStandBelow(wanted.kind, parent.kind)) throw invalid('kind-not-allowed-here');
      const node: OrganisationNode = { ...wanted, path: [...parent.path, wanted.id], state: 'open', version: 1 };
      if (await insertOrganisation(trx, node)) return node;
      const standing = await findOrganisation(trx, wanted.id);
      if (!standing || !isRepetition(standing, wanted)) throw conflict('id-taken');
      return standing;
    });
}

const isRepetition = (
  standing: OrganisationNode,
  { parentId, kind, name, shortName, timeZone }: NewOrganisation,
): boolean =>
  standing.parentId === parentId &&
  standing.kind === kind &&
  standing.name === name &&
  standing.shortName === shortName &&
  standing.timeZone === timeZone;
