import { parseArgs } from 'node:util';
import { z } from 'zod';
import { type BaseConfig, readConfig } from './config.ts';
import { connectDatabase } from './db/database.ts';
import { replayDeadLetters } from './events/replay.ts';
import { resync } from './events/resync.ts';
import { groupOf, openPlatform, type ServiceDefinition } from './service.ts';

interface Order<Config> {
  readonly config: Config;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly command: string;
  readonly args: readonly string[];
}

type Run = <Config extends BaseConfig>(definition: ServiceDefinition<Config>, order: Order<Config>) => Promise<void>;

/** What an operator can ask of a service's program beside running it; the service itself may run meanwhile. */
const commands: Readonly<Record<string, Run>> = {
  resync: runResync,
  restored: runRestored,
  'replay-dead-letters': runReplay,
};

/** @throws Error that names the commands there are */
export async function runCommand<Config extends BaseConfig>(
  definition: ServiceDefinition<Config>,
  order: Order<Config>,
): Promise<void> {
  const run = Object.hasOwn(commands, order.command) ? commands[order.command] : undefined;
  if (!run) throw new Error(`No command "${order.command}"; there are: ${Object.keys(commands).join(', ')}`);
  await run(definition, order);
  // timers that a service's parts have begun must not keep the program
  process.exit(process.exitCode ?? 0);
}

const DAY_MS = 86_400_000;
/** As long as change streams are kept: older ones were consumed or are asked for by name. */
const SINCE_DAYS = 14;
const ResyncArguments = z.object({
  institution: z.uuid().optional(),
  stream: z.string().optional(),
  since: z.iso.date().optional(),
});

/** `resync [--stream contingent.people] [--institution ID] [--since 2026-11-01]` */
async function runResync<Config extends BaseConfig>(
  { name, sources }: ServiceDefinition<Config>,
  { config, environment, args }: Order<Config>,
): Promise<void> {
  const text = { type: 'string' } as const;
  const { values } = parseArgs({ args: [...args], options: { institution: text, stream: text, since: text } });
  const asked = ResyncArguments.parse(values);
  const streams = (sources?.streams ?? []).filter(
    ({ event }) => asked.stream === undefined || event.topic === asked.stream,
  );
  if (!sources || streams.length === 0) throw new Error(`${name} has no stream ${asked.stream ?? 'of its own'}`);
  const { OWNER_DATABASE_URL } = readConfig(z.object({ OWNER_DATABASE_URL: z.string() }), environment);
  const owner = connectDatabase(OWNER_DATABASE_URL, { max: 1, name: `${name}-resync` });
  const { platform, relay, close } = openPlatform(name, config);
  try {
    const institutions = asked.institution ? [asked.institution] : await sources.institutions(owner);
    const since = asked.since ? new Date(asked.since) : new Date(platform.clock.now().getTime() - SINCE_DAYS * DAY_MS);
    const say = (progress: Readonly<Record<string, unknown>>): void => platform.log.info(progress, 'published again');
    const dependencies = { inTenant: platform.inTenant, owner, relay, say };
    const events = await resync(dependencies, { sources: streams, institutions, since });
    platform.log.info({ events, institutions: institutions.length }, 'resync ended');
  } finally {
    await Promise.all([close(), owner.destroy()]);
  }
}

/** `replay-dead-letters`: what was poison is handed to the handlers again, after a repair. */
async function runReplay<Config extends BaseConfig>(
  definition: ServiceDefinition<Config>,
  { config }: Order<Config>,
): Promise<void> {
  const { platform, close } = openPlatform(definition.name, config);
  try {
    const { subscriptions } = await definition.build(platform, config);
    const group = groupOf(definition.name, config);
    const { done, failed } = await replayDeadLetters({ ...platform, group, subscriptions });
    // ids only: the reason may quote a payload and is for the terminal of whoever repairs, not for the log
    for (const { messageId, reason } of failed) process.stderr.write(`${messageId}: ${reason}\n`);
    platform.log.info({ done, failed: failed.length }, 'dead letters replayed');
    if (failed.length > 0) process.exitCode = 1;
  } finally {
    await close();
  }
}

const HOUR_MS = 3_600_000;

/**
 * `restored --to 2026-11-23T09:00:00Z`, once after the service's database was set back to that moment, while the service is down:
 * raises the epoch, so that the states that it tells from now on count for more than those that were lost; lets the service mend
 * what it must; hands everything to its consumers again from an hour before; and tells its own states. [DESIGN §6]
 */
async function runRestored<Config extends BaseConfig>(
  definition: ServiceDefinition<Config>,
  { config, environment, args }: Order<Config>,
): Promise<void> {
  const { values } = parseArgs({ args: [...args], options: { to: { type: 'string' } } });
  const { to } = z.object({ to: z.iso.datetime({ offset: true }) }).parse(values);
  const { name, sources } = definition;
  const { OWNER_DATABASE_URL } = readConfig(z.object({ OWNER_DATABASE_URL: z.string() }), environment);
  const owner = connectDatabase(OWNER_DATABASE_URL, { max: 1, name: `${name}-restored` });
  const { platform, broker, relay, close } = openPlatform(name, config);
  try {
    const { subscriptions } = await definition.build(platform, config);
    const topics = [...new Set(subscriptions.map(({ event }) => event.topic))];
    const from = new Date(Date.parse(to) - HOUR_MS);
    // first what may be refused: nothing is changed while the service still runs
    await broker.rewind(groupOf(name, config), topics, from);
    const [epoch] = await owner('epoch').increment('value', 1).returning<{ value: number }[]>('value');
    const mended = (await sources?.restored?.(owner)) ?? 0;
    const say = (progress: Readonly<Record<string, unknown>>): void => platform.log.info(progress, 'published again');
    const states = (sources?.streams ?? []).filter(({ event }) => event.kind === 'state');
    const institutions = sources && states.length > 0 ? await sources.institutions(owner) : [];
    const wanted = { sources: states, institutions, since: from };
    const events = await resync({ inTenant: platform.inTenant, owner, relay, say }, wanted);
    await relay.drain();
    platform.log.info({ epoch: epoch?.value, mended, events, rewoundTo: from.toISOString() }, 'restored');
  } finally {
    await Promise.all([close(), owner.destroy()]);
  }
}
