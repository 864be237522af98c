import type { EventVersion } from '@parta/contracts/kernel/event';
import { PARTITIONS, topics } from '@parta/contracts/kernel/topics';
import { Components, type Json, jsonSchemaOf } from './json-schema.ts';

/** AsyncAPI 3.0.0 of every stream: a channel for each topic, a message for each event version. */
export function asyncApiOf(events: readonly EventVersion[]): Json {
  const shared = new Components();
  const messages = Object.fromEntries(events.map((event) => [keyOf(event), messageOf(event, shared)]));
  const used = topics.filter(({ name }) => events.some(({ topic }) => topic === name));
  const channels = used.map(({ name, cleanup }): [string, Json] => {
    const own = events.filter(({ topic }) => topic === name).map(keyOf);
    return [
      plain(name),
      {
        address: name,
        description: `${cleanup === 'compact' ? 'State events, compacted' : 'Change events'}; ${PARTITIONS} partitions by root`,
        messages: Object.fromEntries(own.map((key) => [key, { $ref: `#/components/messages/${key}` }])),
      },
    ];
  });
  const operations = events.map((event): [string, Json] => {
    const channel = `#/channels/${plain(event.topic)}`;
    const message = { $ref: `${channel}/messages/${keyOf(event)}` };
    return [`send_${keyOf(event)}`, { action: 'send', channel: { $ref: channel }, messages: [message] }];
  });
  return {
    asyncapi: '3.0.0',
    info: {
      title: 'Parta events',
      version: '1.0.0',
      description:
        'CloudEvents 1.0, binary mode: the envelope is in lower-case Kafka headers, a tombstone has no payload.',
      license: { name: 'Apache-2.0' },
    },
    defaultContentType: 'application/json',
    channels: Object.fromEntries(channels),
    operations: Object.fromEntries(operations),
    components: { messages, schemas: shared.schemas },
  };
}

/** What compatibility is checked on. The input side: a reader ignores fields that it does not know. */
export const eventSchemaOf = ({ type, data }: EventVersion): Json => ({
  $id: type,
  ...jsonSchemaOf(data, { io: 'input' }),
});

// draft 7 is what AsyncAPI reads
const messageOf = ({ type, summary, data }: EventVersion, components: Components): Json => ({
  name: type,
  summary,
  payload: components.add(data, { io: 'input', target: 'draft-7' }),
});

const plain = (name: string): string => name.replaceAll(/\W/g, '_');
const keyOf = ({ type }: EventVersion): string => plain(type);
