import { brokerSignIn, readConfig, SignInConfig } from '@parta/chassis/config';
import { timeOfBroker } from '@parta/chassis/events/broker';
import { buildLog } from '@parta/chassis/log';
import type { Environment, Target } from './target.ts';

/** What time somebody else's clock showed, and when it was asked and had answered by this machine's; milliseconds since 1970. */
export interface Told {
  readonly time: number;
  readonly asked: number;
  readonly answered: number;
}

const known = new WeakMap<Target, Promise<Told>>();

/** What time it is for the broker, asked once for all checks; undefined when the target names no broker. */
export function brokerTimeOf(target: Target): Promise<Told> | undefined {
  const environment = Object.values(target.services)[0]?.environment;
  const brokers = environment?.['KAFKA_BROKERS'];
  if (brokers === undefined) return undefined;
  const told = known.get(target) ?? ask(brokers, environment ?? {});
  known.set(target, told);
  return told;
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
  const asked = Date.now();
  const time = await timeOfBroker(options);
  return { time: time.getTime(), asked, answered: Date.now() };
}
