import type { Subscription } from '@parta/chassis/events/consumer';
import { onAccount } from './on-account.ts';
import { onCalendar } from './on-calendar.ts';
import { onClass } from './on-class.ts';
import { onMovement } from './on-movement.ts';
import { onOrganisation } from './on-organisation.ts';
import { onPageChanged } from './on-page-changed.ts';
import { onPageRestored } from './on-page-restored.ts';
import { onPerson } from './on-person.ts';
import { onStaff } from './on-staff.ts';
import { onTeachingGroup } from './on-teaching-group.ts';

/** Everything that the read model is made of. */
export const subscriptions: readonly Subscription[] = [
  onOrganisation,
  onAccount,
  onPerson,
  onStaff,
  onClass,
  onMovement,
  onCalendar,
  onTeachingGroup,
  onPageChanged,
  onPageRestored,
];
