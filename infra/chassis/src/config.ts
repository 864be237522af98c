import { existsSync, readFileSync } from 'node:fs';
import { z } from 'zod';

/** For whoever has not set it and for compose, which hands on an empty text. */
const optional = <T extends z.ZodType>(schema: T) =>
  z.preprocess((value) => (value === '' ? undefined : value), schema);

/** Traces, by the names that OpenTelemetry gives these variables everywhere. */
export const TracingConfig = z.object({
  /** A collector that takes OTLP over HTTP, `http://127.0.0.1:4318`; without it nothing is recorded. */
  OTEL_EXPORTER_OTLP_ENDPOINT: optional(z.url({ protocol: /^https?$/ }).optional()),
  /** Of a hundred requests one is recorded unless told: at 2,000 a second twenty traces. */
  OTEL_TRACES_SAMPLER_ARG: optional(z.coerce.number().min(0).max(1).default(0.01)),
});
export type TracingConfig = z.infer<typeof TracingConfig>;

/** Addresses of every service's replicas as JSON: `{"journal": ["http://127.0.0.1:4101", "http://127.0.0.1:4102"]}`. */
export const Upstreams = z
  .string()
  .transform((text, context): unknown => {
    try {
      return JSON.parse(text);
    } catch {
      context.addIssue({ code: 'custom', message: 'is not JSON' });
      return z.NEVER;
    }
  })
  .pipe(z.record(z.string(), z.array(z.url({ protocol: /^https?$/ })).min(1)));

/** What every service reads from its environment. Secrets come by file or variable, never by argument. */
export const BaseConfig = z.object({
  HOST: z.string().default('127.0.0.1'),
  PORT: z.coerce.number().int().min(0).max(65_535),
  /** As `<service>_app`. */
  DATABASE_URL: z.string(),
  /** As `<service>_relay`. */
  RELAY_DATABASE_URL: z.string(),
  DATABASE_POOL: z.coerce.number().int().min(2).max(100).default(10),
  REDIS_URL: z.string(),
  KAFKA_BROKERS: z.string().transform((list) => list.split(',')),
  /** Set before the names of topics and groups, so that suites and clones can share a broker. */
  TOPIC_PREFIX: z.string().default(''),
  /** Together or not at all: SCRAM-SHA-512 over TLS, and the authority (PEM) of the brokers' certificates. */
  KAFKA_USERNAME: z.string().min(1).optional(),
  KAFKA_PASSWORD: z.string().min(1).optional(),
  KAFKA_CA: z.string().startsWith('-----BEGIN CERTIFICATE').optional(),
  IDENTITY_URL: z.string(),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']).default('info'),
  /** Holds every answer against its contract; for tests. */
  CHECK_ANSWERS: z.enum(['on', 'off']).default('off'),
  CONSUMER_SESSION_MS: z.coerce.number().int().min(1000).default(10_000),
  ...TracingConfig.shape,
});
export type BaseConfig = z.infer<typeof BaseConfig>;

/** For whoever needs nothing else of a service's environment. */
export const SignInConfig = BaseConfig.pick({ KAFKA_USERNAME: true, KAFKA_PASSWORD: true, KAFKA_CA: true });

/**
 * How a process signs in to Kafka; undefined where the broker asks nobody.
 * @throws Error when some of the three are missing: a broker without a password is never what was meant then
 */
export function brokerSignIn(
  config: Pick<BaseConfig, 'KAFKA_USERNAME' | 'KAFKA_PASSWORD' | 'KAFKA_CA'>,
): { username: string; password: string; authority: string } | undefined {
  const { KAFKA_USERNAME: username, KAFKA_PASSWORD: password, KAFKA_CA: authority } = config;
  if (username !== undefined && password !== undefined && authority !== undefined)
    return { username, password, authority };
  if (username === undefined && password === undefined && authority === undefined) return undefined;
  throw new Error('KAFKA_USERNAME, KAFKA_PASSWORD and KAFKA_CA belong together');
}

type Environment = Readonly<Record<string, string | undefined>>;

/** `NAME_FILE` stands for the variable `NAME` with the file's content: a secret that is mounted and never seen in a list of processes. */
function withFiles(environment: Environment): Environment {
  const fromFiles = Object.entries(environment).flatMap(([name, path]) => {
    const own = name.replace(/_FILE$/, '');
    const isMounted = own !== name && path !== undefined && environment[own] === undefined && existsSync(path);
    return isMounted ? [[own, readFileSync(path, 'utf8').trim()] as const] : [];
  });
  return { ...environment, ...Object.fromEntries(fromFiles) };
}

/** The environment as typed values. @throws Error that names every missing or wrong variable, never its value */
export function readConfig<T>(schema: z.ZodType<T>, environment: Environment): T {
  const result = schema.safeParse(withFiles(environment));
  if (result.success) return result.data;
  const wrong = result.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
  throw new Error(`The environment is not complete:\n  ${wrong.join('\n  ')}`);
}
