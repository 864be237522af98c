import { join } from 'node:path';
import { localFolder } from '../repository-folder.ts';
import { say, step } from '../say.ts';
import { postgresUrlHere } from './running-platform.ts';
import { startBackup } from './take-backup.ts';

const folder = join(localFolder, 'backup');
const backup = await step('base backup', () => startBackup({ postgresUrl: postgresUrlHere(), folder, log: say }));
say(
  `Every change goes to ${backup.folder} from now on; Ctrl-C ends it. A moment comes back by: npm run restore -- SERVICE --to TIME`,
);
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => void backup[Symbol.asyncDispose]().then(() => process.exit(0)));
