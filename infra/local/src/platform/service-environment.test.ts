import { describe, expect, it } from '@jest/globals';
import { gatewayEnvironment, type PlatformSettings, serviceEnvironment } from './service-environment.ts';

const settings: PlatformSettings = {
  postgresUrl: 'postgres://postgres@127.0.0.1:1/postgres',
  redisUrl: 'redis://127.0.0.1:2',
  kafkaBrokers: '127.0.0.1:3',
  prefix: 'parta_1234',
  topicPrefix: 'parta_1234.',
  secrets: {
    identityLookup: 'aa',
    contingentLookup: 'bb',
    bootstrapPassword: 'cc',
    topics: 'dd',
    signingKeyFile: '/keys/signing-key.pem',
  },
  bootstrapLogin: 'admin',
  gatewayUrl: 'http://127.0.0.1:4',
  uiFolder: '/ui',
  logLevel: 'info',
  chromiumPath: undefined,
  upstreams: {
    identity: ['http://127.0.0.1:5'],
    contingent: ['http://127.0.0.1:6'],
    journal: ['http://127.0.0.1:7', 'http://127.0.0.1:8'],
  },
};
const environmentOf = (service: string) => serviceEnvironment(settings, service, 'http://127.0.0.1:8');

describe('environment of the processes', () => {
  it('gives each service its own database in its three roles', () => {
    const { DATABASE_URL, RELAY_DATABASE_URL, OWNER_DATABASE_URL, PORT } = environmentOf('journal');
    const roles = [DATABASE_URL, RELAY_DATABASE_URL, OWNER_DATABASE_URL].map((url) => {
      const { pathname, searchParams } = new URL(url ?? '');
      return [pathname, searchParams.get('options')];
    });
    expect(roles).toEqual([
      ['/parta_1234_journal', '-c role=journal_app'],
      ['/parta_1234_journal', '-c role=journal_relay'],
      ['/parta_1234_journal', '-c role=journal_owner'],
    ]);
    expect(PORT).toBe('8');
  });

  it('hands a secret only to the service that it belongs to', () => {
    expect(environmentOf('identity')).toMatchObject({ LOOKUP_SECRET: 'aa', SIGNING_KEY_FILE: '/keys/signing-key.pem' });
    expect(environmentOf('contingent')).toMatchObject({ LOOKUP_SECRET: 'bb' });
    const others = [environmentOf('journal'), gatewayEnvironment(settings)];
    for (const secret of ['LOOKUP_SECRET', 'SIGNING_KEY_FILE', 'BOOTSTRAP_PASSWORD']) {
      for (const environment of others) expect(environment).not.toHaveProperty(secret);
    }
  });

  it('tells the gateway every replica', () => {
    expect(JSON.parse(gatewayEnvironment(settings)['UPSTREAMS'] ?? '')).toEqual(settings.upstreams);
  });
});
