import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { dropDatabases } from './platform/databases.ts';
import { clonePrefix, localFolder } from './repository-folder.ts';
import { removeComposed } from './servers/docker-engine.ts';
import type { Progress } from './servers/server-name.ts';
import { foldersOf } from './servers/unprivileged-user.ts';

export const dataFolder = join(localFolder, 'data');

/** Throws away all data of this clone wherever it is; what was fetched (Node, Kafka's jars) stays. */
export async function resetData(progress: Progress): Promise<void> {
  const given = process.env['POSTGRES_URL'];
  if (given) {
    const dropped = await dropDatabases(given, clonePrefix);
    progress(`dropped ${dropped.length} databases in POSTGRES_URL`);
  }
  removeComposed(dataFolder);
  const own = [dataFolder, ...foldersOf(join(dataFolder, 'postgres'))];
  // new secrets name new topics, so what is left on a given broker is never read again
  const files = ['secrets.json', 'signing-key.pem', 'accounts.json', 'seeding', 'parta.json'];
  for (const path of [...own, ...files.map((file) => join(localFolder, file))]) {
    rmSync(path, { recursive: true, force: true });
  }
  progress('removed the data under .local');
}
