import { databaseOf, databaseUrl } from './databases.ts';
import type { Secrets } from './secrets.ts';

/** All that the environment of the processes is made of. */
export interface PlatformSettings {
  readonly postgresUrl: string;
  readonly redisUrl: string;
  readonly kafkaBrokers: string;
  readonly prefix: string;
  readonly topicPrefix: string;
  readonly secrets: Secrets;
  readonly bootstrapLogin: string;
  readonly gatewayUrl: string;
  readonly uiFolder: string;
  readonly logLevel: string;
  readonly chromiumPath: string | undefined;
  /** Addresses of every replica, by service. */
  readonly upstreams: Readonly<Record<string, readonly string[]>>;
}

type Environment = Record<string, string>;

/** Environment of one replica of a service. */
export function serviceEnvironment(settings: PlatformSettings, service: string, url: string): Environment {
  const database = databaseOf(settings.prefix, service);
  const as = (role: string): string => databaseUrl(settings.postgresUrl, database, `${service}_${role}`);
  return {
    ...shared(settings, url),
    DATABASE_URL: as('app'),
    RELAY_DATABASE_URL: as('relay'),
    OWNER_DATABASE_URL: as('owner'),
    KAFKA_BROKERS: settings.kafkaBrokers,
    TOPIC_PREFIX: settings.topicPrefix,
    PUBLIC_URL: settings.gatewayUrl,
    ...own[service]?.(settings),
  };
}

export function gatewayEnvironment(settings: PlatformSettings): Environment {
  return {
    ...shared(settings, settings.gatewayUrl),
    UPSTREAMS: JSON.stringify(settings.upstreams),
    UI_FOLDER: settings.uiFolder,
  };
}

const shared = (settings: PlatformSettings, url: string): Environment => ({
  HOST: '127.0.0.1',
  PORT: new URL(url).port,
  REDIS_URL: settings.redisUrl,
  IDENTITY_URL: first(settings, 'identity'),
  LOG_LEVEL: settings.logLevel,
});

/** What only one service needs: a secret goes nowhere else. */
const own: Readonly<Record<string, (settings: PlatformSettings) => Environment>> = {
  identity: ({ secrets, bootstrapLogin }) => ({
    LOOKUP_SECRET: secrets.identityLookup,
    SIGNING_KEY_FILE: secrets.signingKeyFile,
    BOOTSTRAP_LOGIN: bootstrapLogin,
    BOOTSTRAP_PASSWORD: secrets.bootstrapPassword,
  }),
  contingent: ({ secrets }) => ({ LOOKUP_SECRET: secrets.contingentLookup }),
  curriculum: (settings) => ({ CONTINGENT_URL: first(settings, 'contingent') }),
  reporting: ({ chromiumPath }) => (chromiumPath === undefined ? {} : { CHROMIUM_PATH: chromiumPath }),
};

const first = ({ upstreams }: PlatformSettings, service: string): string => upstreams[service]?.[0] ?? '';
