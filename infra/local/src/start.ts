import { followSupervisor } from '@parta/chassis/lifeline';
import { buildUi, isUiStale } from './build-ui.ts';
import {
  beginSeeding,
  forgetStart,
  isSeedingUnfinished,
  rememberStart,
  runningStart,
  writeParta,
} from './local-files.ts';
import { type Platform, startPlatform } from './platform.ts';
import { existingDatabases } from './platform/databases.ts';
import { hasSecrets, keepSecrets } from './platform/secrets.ts';
import { clonePrefix, localFolder } from './repository-folder.ts';
import { dataFolder, resetData } from './reset-data.ts';
import { say, step } from './say.ts';
import { seedWhenEmpty } from './seed-when-empty.ts';
import { type Servers, startServers } from './servers.ts';
import { readStartArguments } from './start-arguments.ts';
import { tellReady } from './tell-ready.ts';

let servers: Servers | undefined;
let platform: Platform | undefined;
let leaving = false;

/** Ctrl-C reaches this process twice, from the terminal and from the bootstrap: the second time changes nothing. */
async function leave(exitCode: number): Promise<void> {
  if (leaving) return;
  leaving = true;
  say('\nStopping …');
  // what is still on its way up follows the lifeline when this process ends
  await platform?.stop();
  await servers?.stop();
  forgetStart();
  say('Stopped, the data is kept.');
  process.exit(exitCode);
}

async function start(): Promise<void> {
  const startedAt = performance.now();
  const { replicas, port } = readStartArguments(process.argv.slice(2));
  const running = runningStart();
  if (running !== undefined) throw new Error(`Parta already runs in this clone (process ${running}).`);
  rememberStart();
  if (isSeedingUnfinished()) {
    await step('the last start was interrupted while it made the demo data: starting over', () => resetData(say));
  }
  const isFirst = !hasSecrets(localFolder);
  const page = isUiStale() ? step('building the pages', buildUi) : Promise.resolve();
  // waited for below; until then a failure must not end the process without its message
  page.catch(() => undefined);
  const up = await step('Postgres, Redis, Kafka', () => startServers({ folder: dataFolder, log: tell }));
  servers = up;
  for (const [name, kind] of Object.entries(up.kinds)) say(`      ${name}: ${whence[kind]}`);
  await page;
  if (isFirst) await beginWithNothing(up);

  const topicPrefix = up.kinds.kafka === 'own' ? '' : `${clonePrefix}.${keepSecrets(localFolder).topics}.`;
  const options = {
    servers: up,
    prefix: clonePrefix,
    topicPrefix,
    replicas,
    folder: localFolder,
    log: say,
    progress: tell,
  };
  const started = await step('databases, topics, services, gateway', () =>
    startPlatform({
      ...options,
      logLevel: process.env['LOG_LEVEL'] ?? 'info',
      ...(port !== undefined && { gatewayPort: port }),
      onChange: () => ready?.(),
    }),
  );
  platform = started;
  const accounts = await step(started.isNew ? 'demo region' : 'accounts', () => seedWhenEmpty(started));
  ready = () => writeParta({ url: started.url, accounts, services: started.services });
  ready();
  tellReady(started.url, accounts, (performance.now() - startedAt) / 1000);
}

/** Data made with other secrets is refused, not thrown away: somebody may have removed .local by mistake. */
async function beginWithNothing({ postgresUrl }: Servers): Promise<void> {
  const existing = await existingDatabases(postgresUrl, clonePrefix);
  if (existing.length > 0) {
    throw new Error(
      `Databases of this clone exist (${existing[0]} …), but their secrets are not under .local: npm run reset`,
    );
  }
  beginSeeding();
}

/** Writes `.local/parta.json` again whenever a process has a new id; nothing to write before all are ready. */
let ready: (() => void) | undefined;
const tell = (line: string): void => say(`      ${line}`);
const whence = { given: 'as the environment names it', docker: 'container', own: 'own process, data under .local' };

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void leave(0));
process.stdout.on('error', () => undefined);
followSupervisor(process.env, () => void leave(1));
start().catch(async (error: unknown) => {
  if (leaving) return;
  say(`\n${error instanceof Error ? error.message : String(error)}`);
  if (servers || platform) await leave(1);
  process.exit(1);
});
