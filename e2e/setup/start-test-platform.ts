import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dropDatabases } from '@parta/local/platform/databases';
import { type Platform, type PlatformOptions, startPlatform } from '@parta/local/platform';
import { startServers } from '@parta/local/servers';

export interface TestPlatform extends AsyncDisposable {
  readonly platform: Platform;
  readonly url: string;
  /** What its processes said, for a failed test. */
  readonly lines: readonly string[];
}

type Wanted = Pick<PlatformOptions, 'replicas' | 'variables'> & { readonly servers?: PlatformOptions['servers'] };

export interface ReachablePlatform extends AsyncDisposable {
  readonly url: string;
  readonly bootstrap: Platform['bootstrap'];
}

/**
 * For suites that only need an address: the platform that PARTA_URL and PARTA_BOOTSTRAP_PASSWORD name, e.g. one in containers, else
 * one of their own.
 */
export async function reachPlatform(): Promise<ReachablePlatform> {
  const { PARTA_URL: url, PARTA_BOOTSTRAP_PASSWORD: secret } = process.env;
  if (url !== undefined && secret !== undefined) {
    return { url, bootstrap: { login: 'admin', password: secret }, [Symbol.asyncDispose]: () => Promise.resolve() };
  }
  const own = await startTestPlatform();
  return { url: own.url, bootstrap: own.platform.bootstrap, [Symbol.asyncDispose]: () => own[Symbol.asyncDispose]() };
}

/** A whole platform of processes with databases and topics of its own, thrown away at the end. */
export async function startTestPlatform({ replicas, variables, servers }: Wanted = {}): Promise<TestPlatform> {
  const given = servers ?? (await serversOfRun());
  const prefix = `parta_e2e_${randomBytes(4).toString('hex')}`;
  const folder = await mkdtemp(join(tmpdir(), 'parta-e2e-'));
  const lines: string[] = [];
  const options = { servers: given, prefix, folder, log: (line: string) => void lines.push(line), logLevel: 'warn' };
  const platform = await startPlatform({
    ...options,
    ...(replicas && { replicas }),
    ...(variables && { variables }),
  }).catch((error: unknown) => {
    throw new Error(`the platform did not start:\n${lines.slice(-30).join('\n')}`, { cause: error });
  });
  return {
    platform,
    url: platform.url,
    lines,
    [Symbol.asyncDispose]: async () => {
      await platform.stop();
      await dropDatabases(given.postgresUrl, prefix);
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Those of `npm test`, else what the environment names or the machine can start. */
async function serversOfRun(): Promise<PlatformOptions['servers']> {
  const { TEST_POSTGRES_URL, TEST_REDIS_URL, TEST_KAFKA_BROKERS } = process.env;
  if (TEST_POSTGRES_URL === undefined || TEST_REDIS_URL === undefined || TEST_KAFKA_BROKERS === undefined) {
    throw new Error('run it by: npm test -- e2e');
  }
  return { postgresUrl: TEST_POSTGRES_URL, redisUrl: TEST_REDIS_URL, kafkaBrokers: TEST_KAFKA_BROKERS };
}

/** Servers of a fault suite alone: it stops and kills them. */
export async function startOwnServers(): ReturnType<typeof startServers> {
  const folder = await mkdtemp(join(tmpdir(), 'parta-faults-'));
  return startServers({ folder, log: () => undefined, durable: false, own: true });
}
