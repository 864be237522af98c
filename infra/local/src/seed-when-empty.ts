import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { DemoAccount } from './demo-account.ts';
import { finishSeeding, readAccounts } from './local-files.ts';
import type { Platform } from './platform.ts';

interface SeedInput {
  readonly url: string;
  readonly bootstrap: Platform['bootstrap'];
  readonly platform: Platform;
}
type SeedDemo = (input: SeedInput) => Promise<readonly DemoAccount[]>;

const seeder = new URL('./seed/seed-demo.ts', import.meta.url);

/** Fills new databases with the demo region, once. */
export async function seedWhenEmpty(platform: Platform): Promise<readonly DemoAccount[]> {
  if (!platform.isNew) return readAccounts();
  const { url, bootstrap } = platform;
  const administrator = { ...bootstrap, role: 'region-official', institution: '', name: 'Администратор региона' };
  const accounts = existsSync(fileURLToPath(seeder))
    ? await ((await import(seeder.href)) as { seedDemo: SeedDemo }).seedDemo({ url, bootstrap, platform })
    : [];
  const all = accounts.some(({ login }) => login === bootstrap.login) ? accounts : [administrator, ...accounts];
  finishSeeding(all);
  return all;
}
