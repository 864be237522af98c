import { setTimeout as delay } from 'node:timers/promises';
import { readEnvelope } from '@parta/chassis/events/envelope';
import type { Component } from '@parta/testkit/component';

const topics = ['curriculum.calendars', 'curriculum.teaching-groups', 'curriculum.lessons'] as const;

export interface Recorded {
  readonly type: string;
  readonly institutionId: string;
  readonly key: string;
  readonly version: number;
  readonly data: unknown;
}

/** Everything that the service publishes; `next` answers what came since it was last asked. */
export function recordEvents({ broker, service }: Component) {
  const all: Recorded[] = [];
  let read = 0;
  broker.subscribe({
    group: 'recorder',
    topics,
    handle: async (message) => {
      const envelope = readEnvelope(message);
      if (!envelope) throw new Error('no envelope');
      all.push({ ...envelope, data: JSON.parse(message.value ?? 'null') });
    },
  });
  return async (institutionId: string): Promise<Recorded[]> => {
    await service.settle();
    while ((await broker.lag('recorder', topics)) > 0) await delay(5);
    const fresh = all.slice(read);
    read = all.length;
    return fresh.filter((one) => one.institutionId === institutionId);
  };
}

/** How many events of each type. */
export const countByType = (events: readonly Recorded[]): Record<string, number> =>
  Object.fromEntries([...Map.groupBy(events, ({ type }) => type)].map(([type, of]) => [type, of.length]));
