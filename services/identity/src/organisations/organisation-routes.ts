import type { InTenant } from '@parta/chassis/db/tenant';
import { notFound } from '@parta/chassis/errors';
import { implement, type Routes } from '@parta/chassis/http/mount';
import { organisationsContract } from '@parta/contracts/http/identity/organisations';
import type { CreateOrganisation } from './create-organisation.ts';
import type { InviteAdministrator } from './invite-administrator.ts';
import { shown } from './organisation.ts';
import { findOrganisation, listOrganisations } from './organisation-queries.ts';

interface Uses {
  readonly inTenant: InTenant;
  readonly createOrganisation: CreateOrganisation;
  readonly inviteAdministrator: InviteAdministrator;
}

export const organisationRoutes = ({ inTenant, createOrganisation, inviteAdministrator }: Uses): Routes =>
  implement(organisationsContract, {
    listOrganisations: async (_input, actor) => {
      const nodes = await inTenant({ institutionId: actor.institutionId }, listOrganisations);
      return { organisations: nodes.map(shown) };
    },
    createOrganisation: async ({ body }, actor) => shown(await createOrganisation(actor, body)),
    inviteAdministrator: ({ params, body }, actor) => inviteAdministrator(actor, params.organisationId, body),
    getInstitution: async (_input, actor) => {
      const scope = { institutionId: actor.institutionId };
      const node = await inTenant(scope, (trx) => findOrganisation(trx, actor.institutionId));
      if (!node) throw notFound('not-found');
      return shown(node);
    },
  });
