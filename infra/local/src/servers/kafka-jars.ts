import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { repositoryFolder } from '../repository-folder.ts';
import { findProgram } from './find-program.ts';
import type { Progress } from './server-name.ts';

const pom = join(repositoryFolder, 'infra/local/kafka/pom.xml');
const kept = join(repositoryFolder, '.local/kafka');

/** The version of the broker, as the pom beside this folder says. */
export function kafkaVersion(): string {
  const version = /<artifactId>kafka_2\.13<\/artifactId>\s*<version>([^<]+)</.exec(readFileSync(pom, 'utf8'))?.[1];
  if (version === undefined) throw new Error(`${pom} names no version of kafka_2.13`);
  return version;
}

export const hasKafkaJars = (): boolean => existsSync(join(kept, kafkaVersion()));
export const findJava = (): string | undefined => findProgram('java');
export const findMaven = (): string | undefined => findProgram('mvn');

/** Folder with the broker's jars, 43 MB, fetched by Maven once per version. */
export async function fetchKafkaJars(progress: Progress): Promise<string> {
  const folder = join(kept, kafkaVersion());
  if (existsSync(folder)) return folder;
  progress(`fetching Apache Kafka ${kafkaVersion()} (43 MB, once)`);
  mkdirSync(kept, { recursive: true });
  // renamed when complete: an interrupted fetch leaves nothing that looks finished
  const arriving = mkdtempSync(join(kept, 'arriving-'));
  try {
    const args = ['-q', '-B', '-f', pom, 'dependency:copy-dependencies', `-DoutputDirectory=${arriving}`];
    await promisify(execFile)(findMaven() ?? 'mvn', args);
    if (!existsSync(folder)) renameSync(arriving, folder);
  } finally {
    rmSync(arriving, { recursive: true, force: true });
  }
  return folder;
}
