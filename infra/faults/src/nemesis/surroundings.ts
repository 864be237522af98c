import type { Random } from '../load/random.ts';
import type { FaultPlatform } from '../platform/fault-platform.ts';

/** What disturbances act on. */
export interface Surroundings {
  readonly platform: FaultPlatform;
  readonly random: Random;
  /** Ids of the messages that were poisoned on purpose. */
  readonly poison: Set<string>;
}
