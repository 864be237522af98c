import type { BaseConfig } from '@parta/chassis/config';
import type { Platform, ServiceParts } from '@parta/chassis/service';
import { classRoutes } from './classes/class-routes.ts';
import { onAccount } from './copies/on-account.ts';
import { onOrganisation } from './copies/on-organisation.ts';
import { importRoutes } from './imports/import-routes.ts';
import { orderRoutes } from './orders/order-routes.ts';
import { peopleRoutes } from './people/people-routes.ts';

/** Composition root: people, classes, orders and imports over one database. */
export function buildContingent(platform: Platform, _config: BaseConfig): ServiceParts {
  const { inTenant, clock } = platform;
  const dependencies = { inTenant, clock };
  return {
    routes: [
      peopleRoutes(dependencies),
      classRoutes(dependencies),
      orderRoutes(dependencies),
      importRoutes(dependencies),
    ],
    subscriptions: [onOrganisation(), onAccount()],
  };
}
