import type { Clock } from '@parta/chassis/clock';
import type { InTenant } from '@parta/chassis/db/tenant';

/** What every use case of this service works with. */
export interface Dependencies {
  readonly inTenant: InTenant;
  readonly clock: Clock;
}
