import type { ServiceDefinition } from '@parta/chassis/service';
import { accountV1 } from '@parta/contracts/events/identity/account.v1';
import { organisationV1 } from '@parta/contracts/events/identity/organisation.v1';
import { nextAccountEvents } from './accounts/change-account.ts';
import type { IdentityConfig } from './identity-config.ts';
import { nextOrganisationEvents } from './organisations/organisation-store.ts';

/** The streams that identity owns. [domain §4] */
export const sources: NonNullable<ServiceDefinition<IdentityConfig>['sources']> = {
  // every node of the tree keeps its own people
  institutions: (owner) => owner('organisation').orderBy('id').pluck('id'),
  streams: [
    {
      event: organisationV1,
      // a scope sees the nodes below its own too; each is named in its own
      keys: (trx) => trx('organisation').whereRaw(`id = current_setting('parta.institution')::uuid`).pluck('id'),
      events: nextOrganisationEvents,
    },
    {
      event: accountV1,
      keys: (trx) => trx('account').where('version', '>', 0).orderBy('user_id').pluck('user_id'),
      events: nextAccountEvents,
    },
  ],
};
