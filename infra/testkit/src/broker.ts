import { randomBytes } from 'node:crypto';
import { connectBroker } from '@parta/chassis/events/broker';
import type { MessageBroker } from '@parta/chassis/events/message-broker';
import { buildLog } from '@parta/chassis/log';

/** The tests' Kafka under topic names of its own; close it at the end. */
export function testBroker(): MessageBroker {
  const brokers = process.env['TEST_KAFKA_BROKERS'];
  if (brokers === undefined) throw new Error('TEST_KAFKA_BROKERS names no broker');
  return connectBroker({
    brokers: brokers.split(','),
    clientId: 'test',
    topicPrefix: `t${randomBytes(5).toString('hex')}.`,
    log: buildLog('test', process.env['TEST_LOG_LEVEL'] ?? 'silent'),
    sessionTimeoutMs: 6000,
  });
}
