import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** Every folder of `services/` that can be started: a new service needs no entry anywhere here. */
export function serviceNames(repository: string): string[] {
  return readdirSync(join(repository, 'services'))
    .filter((name) => existsSync(join(repository, 'services', name, 'src/main.ts')))
    .sort();
}
