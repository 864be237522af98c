import type { Platform, ServiceParts } from '@parta/chassis/service';
import { onAccount } from './copies/on-account.ts';
import { onCalendar } from './copies/on-calendar.ts';
import { onClass } from './copies/on-class.ts';
import { onPerson } from './copies/on-person.ts';
import { onRelation } from './copies/on-relation.ts';
import { onTeachingGroup } from './copies/on-teaching-group.ts';
import { onPageChanged } from './facts/on-page-changed.ts';
import { inboxRoutes } from './inbox/inbox-routes.ts';
import { buildNudges } from './inbox/nudges.ts';

/** Composition root of notifications: facts of saves become items of inboxes, pushed live. */
export function buildNotifications({ inTenant, readInTenant, clock, redis }: Platform): ServiceParts {
  const nudges = buildNudges(redis);
  return {
    routes: [inboxRoutes({ inTenant, readInTenant, nudges })],
    subscriptions: [
      onPerson,
      onAccount,
      onRelation,
      onClass,
      onTeachingGroup,
      onCalendar,
      onPageChanged(clock, nudges),
    ],
    stop: () => Promise.resolve(nudges.stop()),
  };
}
