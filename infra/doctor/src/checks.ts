import type { Check } from './check.ts';
import { clocksCheck } from './checks/clocks.ts';
import { deadLettersCheck } from './checks/dead-letters.ts';
import { gatewayCheck, replicasCheck } from './checks/doors.ts';
import { epochsCheck } from './checks/epochs.ts';
import { historyCheck, standingsCheck } from './checks/journal.ts';
import { lagCheck } from './checks/lag.ts';
import { migrationsCheck } from './checks/migrations.ts';
import { outboxCheck } from './checks/outbox.ts';
import { oldRowsCheck } from './checks/plumbing.ts';
import { kafkaCheck, postgresCheck, redisCheck } from './checks/servers.ts';
import { certificateCheck, diskCheck } from './checks/surroundings.ts';

/** In the order in which an operator reads them: from the door to the data. */
export const checks: readonly Check[] = [
  gatewayCheck,
  replicasCheck,
  postgresCheck,
  redisCheck,
  kafkaCheck,
  migrationsCheck,
  outboxCheck,
  lagCheck,
  deadLettersCheck,
  historyCheck,
  standingsCheck,
  epochsCheck,
  clocksCheck,
  diskCheck,
  certificateCheck,
  oldRowsCheck,
];
