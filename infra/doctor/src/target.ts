import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readParta } from '@parta/local/local-files';
import { readEnvironments } from '@parta/local/platform/service-environment-file';
import { localFolder } from '@parta/local/repository-folder';

export type Environment = Readonly<Record<string, string>>;

export interface ServiceTarget {
  /** What the service runs with, and its owner's access to the database. */
  readonly environment: Environment;
  /** Addresses of its processes, where they are known. */
  readonly replicas: readonly string[];
}

/** The platform that is looked at. */
export interface Target {
  /** Of the gateway. */
  readonly url: string | undefined;
  readonly services: Readonly<Record<string, ServiceTarget>>;
  /** Whose disks hold data. */
  readonly folders: readonly string[];
  /** Everything instead of a sample. */
  readonly full: boolean;
  /** The platform of this clone is meant, so that it should be running. */
  readonly isHere: boolean;
}

interface Wanted {
  readonly url?: string | undefined;
  /** A file like `.local/environments.json`, for a platform that runs elsewhere. */
  readonly environments?: string | undefined;
  readonly folders: readonly string[];
  readonly full: boolean;
}

/** The platform of this clone, or the one that is named; of a bare address only what can be seen from outside. */
export function readTarget({ url, environments, folders, full }: Wanted): Target {
  if (environments !== undefined) {
    const given = JSON.parse(readFileSync(environments, 'utf8')) as Readonly<Record<string, Environment>>;
    return { url, services: servicesOf(given, {}), folders, full, isHere: false };
  }
  if (url !== undefined) return { url, services: {}, folders, full, isHere: false };
  const running = runningHere();
  return {
    url: running?.url,
    services: servicesOf(readEnvironments(localFolder), running?.services ?? {}),
    folders: [localFolder, join(localFolder, 'data'), ...folders].filter((folder) => existsSync(folder)),
    full,
    isHere: true,
  };
}

function runningHere(): ReturnType<typeof readParta> | undefined {
  try {
    return readParta();
  } catch {
    return undefined;
  }
}

const servicesOf = (
  environments: Readonly<Record<string, Environment>>,
  running: Readonly<Record<string, readonly { readonly url: string }[]>>,
): Target['services'] =>
  Object.fromEntries(
    Object.entries(environments).map(([name, environment]) => [
      name,
      { environment, replicas: (running[name] ?? []).map(({ url }) => url) },
    ]),
  );
