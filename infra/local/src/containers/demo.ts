import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import type { DemoAccount } from '../demo-account.ts';
import { databaseOf, databaseUrl } from '../platform/databases.ts';
import { seedDemo } from '../seed/seed-demo.ts';
import { tellReady } from '../tell-ready.ts';
import { adminUrl, readSecret } from './secret-files.ts';

/** The demo region through the gateway, once; later starts only tell the logins again. */
const accountsFile = '/secrets/demo/accounts.json';
const startedAt = performance.now();
const postgresUrl = adminUrl();

async function accountsOfDemo(): Promise<readonly DemoAccount[]> {
  if (existsSync(accountsFile)) return JSON.parse(readFileSync(accountsFile, 'utf8')) as DemoAccount[];
  const accounts = await seedDemo({
    url: process.env['GATEWAY_URL'] ?? 'http://gateway:8080',
    bootstrap: { login: 'admin', password: readSecret('identity', 'bootstrap-password') },
    platform: {
      databaseUrl: (service, role) => databaseUrl(postgresUrl, databaseOf('parta', service), `${service}_${role}`),
    },
  });
  writeFileSync(accountsFile, JSON.stringify(accounts, null, 2));
  return accounts;
}

const accounts = await accountsOfDemo();
tellReady(process.env['PUBLIC_URL'] ?? '', accounts, (performance.now() - startedAt) / 1000);
