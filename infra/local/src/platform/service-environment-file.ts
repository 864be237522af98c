import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

type Environments = Readonly<Record<string, Readonly<Record<string, string>>>>;

const fileIn = (folder: string): string => join(folder, 'environments.json');

/** What each service runs with, so that an operator's commands of this clone reach the same servers. Holds secrets. */
export const keepEnvironments = (folder: string, environments: Environments): void =>
  writeFileSync(fileIn(folder), JSON.stringify(environments, null, 2), { mode: 0o600 });

/** Empty when the platform has not run here yet. */
export const readEnvironments = (folder: string): Environments =>
  existsSync(fileIn(folder)) ? (JSON.parse(readFileSync(fileIn(folder), 'utf8')) as Environments) : {};
