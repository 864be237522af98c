import { brokerSignIn, readConfig, SignInConfig } from '@parta/chassis/config';
import { timeOfBroker } from '@parta/chassis/events/broker';
import { buildLog } from '@parta/chassis/log';
import type { Environment, Target } from './target.ts';

export interface Told {
  readonly time: Date;
  /** By this machine's clock, in the middle of asking. */
  readonly at: Date;
}

const asked = new WeakMap<Target, Promise<Told>>();

/** What time it is for the broker, asked once for all checks; undefined when the target names no broker. */
export function brokerTimeOf(target: Target): Promise<Told> | undefined {
  const environment = Object.values(target.services)[0]?.environment;
  const brokers = environment?.['KAFKA_BROKERS'];
  if (brokers === undefined) return undefined;
  const known = asked.get(target) ?? ask(brokers, environment ?? {});
  asked.set(target, known);
  return known;
}

async function ask(brokers: string, environment: Environment): Promise<Told> {
  const options = {
    brokers: brokers.split(','),
    clientId: 'parta-doctor',
    topicPrefix: environment['TOPIC_PREFIX'] ?? '',
    signIn: brokerSignIn(readConfig(SignInConfig, environment)),
    log: buildLog('doctor', 'silent'),
  };
  // the first time a topic may have to be made; what is measured is the second
  await timeOfBroker(options);
  const before = Date.now();
  const time = await timeOfBroker(options);
  return { time, at: new Date((before + Date.now()) / 2) };
}
