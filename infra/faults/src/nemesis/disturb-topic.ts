import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { toMessage } from '@parta/chassis/events/envelope';
import type { Message } from '@parta/chassis/events/message-broker';
import { pageChangedV1 } from '@parta/contracts/events/journal/page-changed.v1';
import { uuidV7 } from '@parta/contracts/kernel/uuid';
import { benchId } from '@parta/bench/platform/bench-id';
import { names } from '@parta/bench/platform/seed-region';
import { eventually } from '@parta/testkit/eventually';
import type { Surroundings } from './surroundings.ts';

const REPLAYED = 2000;

const payloads = ['', '{"pageId": 7', '[]', '{"__proto__": {"seq": 1}}', `{"x": "${'ш'.repeat(100_000)}"}`];

/** Events that no consumer can read, among the true ones and on their partitions. */
export async function publishPoison({ platform, poison, random }: Surroundings): Promise<void> {
  const messages = payloads.map((payload) => {
    const id = uuidV7();
    poison.add(id);
    const pageId = benchId(names.page(0, random.below(2)));
    const envelope = {
      id,
      type: pageChangedV1.type,
      topic: pageChangedV1.topic,
      institutionId: benchId(names.institution(0)),
    };
    const place = { root: pageId, key: pageId, epoch: 1, version: 1, at: new Date(), correlationId: randomUUID() };
    return toMessage({ ...envelope, ...place, payload });
  });
  await eventually(() => platform.broker.publish(messages));
}

/** All that the topic holds is sent a second time. */
export async function replayTopic({ platform }: Surroundings): Promise<void> {
  const found: Message[] = [];
  const reader = platform.broker.subscribe({
    group: `replay-${randomUUID()}`,
    topics: [pageChangedV1.topic],
    handle: (message) => {
      if (found.length < REPLAYED) found.push(message);
      return Promise.resolve();
    },
  });
  await delay(4000);
  await reader.stop();
  for (let start = 0; start < found.length; start += 200)
    await eventually(() => platform.broker.publish(found.slice(start, start + 200)));
}
