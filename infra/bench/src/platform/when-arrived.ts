import { setTimeout as delay } from 'node:timers/promises';
import type { MessageBroker } from '@parta/chassis/events/message-broker';
import { pageChangedV1 } from '@parta/contracts/events/journal/page-changed.v1';
import type { Platform } from '@parta/local/platform';
import { inDatabase } from './seed-region.ts';

interface Surroundings {
  readonly platform: Platform;
  readonly broker: MessageBroker;
}

const STUCK_AFTER_MS = 300_000;

/**
 * Of the journal's saves none waits in the outbox or is ahead of a consumer. Two cores that were full of load have a backlog of
 * minutes: it may take as long as it gets shorter.
 * @throws Error when for five minutes nothing arrived though something waits
 */
export async function whenArrived({ platform, broker }: Surroundings): Promise<void> {
  const prefix = new URL(platform.databaseUrl('journal', 'app')).pathname.slice(1).replace(/_?journal$/, '');
  let [least, since, left] = [Number.POSITIVE_INFINITY, Date.now(), 'unknown'];
  for (let calm = 0; calm < 2; ) {
    if (Date.now() - since > STUCK_AFTER_MS) throw new Error(`nothing arrives any more: ${left}`);
    try {
      const waiting = await inDatabase(platform.databaseUrl('journal', 'owner'), async (client) =>
        Number((await client.query<{ count: string }>('select count(*) from outbox')).rows[0]?.count),
      );
      const lags = await Promise.all(
        ['notifications', 'reporting'].map((service) => broker.lag(`${prefix}.${service}`, [pageChangedV1.topic])),
      );
      left = `outbox ${waiting}, lags ${lags.join(' and ')}`;
      const all = waiting + lags.reduce((a, b) => a + b);
      if (all < least) [least, since] = [all, Date.now()];
      calm = all === 0 ? calm + 1 : 0;
    } catch (error) {
      left = error instanceof Error ? error.message : String(error);
      calm = 0;
    }
    await delay(150);
  }
}
