import express, { type Express } from 'express';
import { remoteKeys } from '@parta/chassis/auth/remote-keys';
import { followRevocations } from '@parta/chassis/auth/revocation-feed';
import { buildVerifyToken } from '@parta/chassis/auth/verify-token';
import { systemClock } from '@parta/chassis/clock';
import { noSuchRoute, problems } from '@parta/chassis/http/problem';
import { listen, stopListening } from '@parta/chassis/http/server';
import { traceRequests } from '@parta/chassis/http/trace-requests';
import { buildLog, type Log } from '@parta/chassis/log';
import { buildMetrics, type Metrics } from '@parta/chassis/metrics';
import { tellProcess } from '@parta/chassis/metrics/process-figures';
import { connectRedis } from '@parta/chassis/redis';
import { startTracing, type Tracing } from '@parta/chassis/tracing/start-tracing';
import { contracts } from '@parta/contracts/http/all';
import { buildDoor, correlate, inTurn } from './door/door.ts';
import { buildPermissionTable } from './door/permission-table.ts';
import { buildRateLimits } from './door/rate-limits.ts';
import type { GatewayConfig } from './gateway-config.ts';
import { serveDocs } from './pages/serve-docs.ts';
import { serveUi } from './pages/serve-ui.ts';
import { followAddresses } from './proxy/follow-addresses.ts';
import { probeReplicas } from './proxy/probe-replicas.ts';
import { Proxy } from './proxy/proxy.ts';
import { Replicas } from './proxy/replicas.ts';
import { answerHeaders, pageHeaders } from './security-headers.ts';
import { serveFigures } from './serve-figures.ts';

export interface RunningGateway extends AsyncDisposable {
  readonly url: string;
}

/** The only door of the platform. Starts, and serves the pages, whatever of it is away. */
export async function startGateway(config: GatewayConfig): Promise<RunningGateway> {
  const log = buildLog('gateway', config.LOG_LEVEL);
  const metrics = buildMetrics('gateway');
  const tracing = await startTracing('gateway', config, { log, metrics, believesCallers: false });
  const redis = connectRedis(config.REDIS_URL, log);
  const revocations = followRevocations(config.IDENTITY_URL, redis, log);
  const verify = buildVerifyToken(remoteKeys(config.IDENTITY_URL), revocations, systemClock);
  const services = replicasOf(config, log, metrics);
  tellProcess(metrics);
  const redisUp = () => [{ labels: { dependency: 'redis' }, value: redis.up() ? 1 : 0 }];
  metrics.gauge('dependency_up', 'Whether a server that the gateway needs answers', redisUp, ['dependency']);
  const proxy = new Proxy(services, log);
  const table = buildPermissionTable(contracts);
  const doorkeeper = { verify, limits: buildRateLimits(redis, config) };

  let stopping = false;
  const notReady = (): readonly string[] => (stopping ? ['stopping'] : []);
  const app = buildApp(config, { log, metrics, tracing, door: { table, proxy, ...doorkeeper }, notReady });
  const stopFollowing = followAddresses(config.UPSTREAMS, services, log);
  const stopProbing = probeReplicas(services.values());
  const listening = await listen(app, config.HOST, config.PORT);
  log.info({ port: listening.port }, 'ready');
  return {
    url: listening.url,
    [Symbol.asyncDispose]: async () => {
      stopping = true;
      proxy.endStreams();
      await stopListening(listening);
      stopFollowing();
      stopProbing();
      proxy.close();
      revocations.stop();
      await redis.close();
      await tracing.stop();
    },
  };
}

function replicasOf({ UPSTREAMS }: GatewayConfig, log: Log, metrics: Metrics): ReadonlyMap<string, Replicas> {
  const dropped = metrics.counter('replicas_dropped_total', 'Times that a replica stopped getting requests', [
    'upstream',
  ]);
  const services = Object.entries(UPSTREAMS).map(([upstream, urls]): [string, Replicas] => {
    const replicas = new Replicas(urls, (url, health) => {
      log.warn({ upstream, url, health }, 'replica');
      if (health !== 'ready') dropped.inc({ upstream });
    });
    return [upstream, replicas];
  });
  const tell = (name: string, help: string, of: (replicas: Replicas) => number): void =>
    metrics.gauge(
      name,
      help,
      () => services.map(([upstream, replicas]) => ({ labels: { upstream }, value: of(replicas) })),
      ['upstream'],
    );
  tell('replicas_ready', 'Replicas that get requests', (replicas) => replicas.ready);
  tell('replicas_known', 'Replicas that there should be', (replicas) => replicas.urls.length);
  return new Map(services);
}

interface AppParts {
  readonly log: Log;
  readonly metrics: Metrics;
  readonly tracing: Tracing;
  readonly door: Omit<Parameters<typeof buildDoor>[0], 'before'>;
  readonly notReady: () => readonly string[];
}

function buildApp(config: GatewayConfig, { log, metrics, tracing, door, notReady }: AppParts): Express {
  const app = express();
  app.disable('x-powered-by');
  app.set('trust proxy', config.PROXY_HOPS);
  app.set('query parser', 'simple');
  // a caller's trace means nothing here unless we decide whether it is recorded
  const traced = tracing.recording ? [traceRequests('gateway')] : [];
  const before = inTurn(answerHeaders(config.PUBLIC_URL), metrics.countRequests, ...traced);
  app.use(inTurn(correlate, buildDoor({ ...door, before })));
  app.use(pageHeaders(config.PUBLIC_URL));
  app.use(serveFigures({ metrics, token: config.METRICS_TOKEN, notReady }));
  app.use(metrics.countRequests);
  app.use('/api', serveDocs(), ...traced, noSuchRoute);
  app.use(serveUi(config.UI_FOLDER));
  app.use(noSuchRoute);
  app.use(problems(log));
  return app;
}
