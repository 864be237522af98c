import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { localFolder, repositoryFolder } from './repository-folder.ts';
import { readEnvironments } from './platform/service-environment-file.ts';

/** Commands by the name of their npm script; each is asked of the program of one service. */
const programs: Readonly<Record<string, { readonly main: string; readonly leading: readonly string[] }>> = {
  resync: { main: 'src/main.ts', leading: ['resync'] },
  restored: { main: 'src/main.ts', leading: ['restored'] },
  'replay-dead-letters': { main: 'src/main.ts', leading: ['replay-dead-letters'] },
  'verify-history': { main: 'src/history/verify-main.ts', leading: [] },
  'rebuild-standings': { main: 'src/saves/rebuild-main.ts', leading: [] },
};

const [command = '', ...given] = process.argv.slice(2);
const program = programs[command];
/** Of these there is one service that can be meant. */
const ofJournal = ['verify-history', 'rebuild-standings'];
const [service, ...args] = ofJournal.includes(command) ? ['journal', ...given] : given;
const environments = readEnvironments(localFolder);
const environment = service === undefined ? undefined : environments[service];
if (!program) throw new Error(`No command "${command}"; there are: ${Object.keys(programs).join(', ')}`);
if (!environment) {
  const known = Object.keys(environments).join(', ');
  throw new Error(known === '' ? 'Parta has not run here yet: npm start' : `Of which service? ${known}`);
}
const main = join(repositoryFolder, 'services', service ?? '', program.main);
const { status } = spawnSync(process.execPath, [main, ...program.leading, ...args], {
  stdio: 'inherit',
  // the replica that runs holds its port; a command listens nowhere
  env: { ...process.env, ...environment, PORT: '0' },
});
process.exit(status ?? 1);
