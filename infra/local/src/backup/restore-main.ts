import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { localFolder, repositoryFolder } from '../repository-folder.ts';
import { say, step } from '../say.ts';
import { restoreDatabase } from './restore-database.ts';
import { caughtUp } from './take-backup.ts';
import { environmentOf, postgresUrlHere, replicasOf, untilReady } from './running-platform.ts';

/** A halted consumer leaves its group when its session is over. */
const SESSION_MS = 12_000;
const READY_WITHIN_MS = 300_000;

const { values, positionals } = parseArgs({ allowPositionals: true, options: { to: { type: 'string' } } });
const [service = ''] = positionals;
const environment = environmentOf(service);
const to = new Date(values.to ?? '');
if (Number.isNaN(to.getTime())) throw new Error('To which moment? --to 2026-11-23T09:00:00+03:00');

const replicas = replicasOf(service);
// halted and not ended: who watches over them would start them again
const signal = (name: NodeJS.Signals): void => {
  for (const { pid } of replicas) if (pid !== undefined) process.kill(pid, name);
};
let kept: string;
signal('SIGSTOP');
try {
  await step(`${service} is halted and leaves its consumer group`, () => delay(SESSION_MS));
  await step('the backup holds everything up to now', () => caughtUp(postgresUrlHere()));
  const database = new URL(environment['DATABASE_URL'] ?? '').pathname.slice(1);
  const wanted = {
    postgresUrl: postgresUrlHere(),
    backup: join(localFolder, 'backup'),
    database,
    owner: `${service}_owner`,
    to,
  };
  kept = await step(`${database} as it was at ${to.toISOString()}`, () => restoreDatabase(wanted));
  const main = join(repositoryFolder, 'services', service, 'src/main.ts');
  const env = { ...process.env, ...environment, PORT: '0' };
  const { status } = spawnSync(process.execPath, [main, 'restored', '--to', to.toISOString()], {
    stdio: 'inherit',
    env,
  });
  if (status !== 0)
    throw new Error(`the service could not be told: npm run restored -- ${service} --to ${to.toISOString()}`);
} finally {
  signal('SIGKILL');
}
await step(`${service} is ready again`, () => untilReady(replicas, READY_WITHIN_MS));
say(`✓ ${service} goes on from ${to.toISOString()}; the database as it was is kept as ${kept}`);
