import { randomUUID } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express, { type Express, type RequestHandler } from 'express';
import { runWithCorrelation } from '../context.ts';
import type { Log } from '../log.ts';
import type { Metrics } from '../metrics.ts';
import { noSuchRoute, problems } from './problem.ts';
import { traceRequests } from './trace-requests.ts';

const CORRELATION = /^[\w-]{8,64}$/;

/** One id per action of a person; the gateway makes it, whatever the caller sent. Inside the network it is believed. */
export const correlate: RequestHandler = (request, response, next) => {
  const given = request.header('x-request-id') ?? '';
  const id = CORRELATION.test(given) ? given : randomUUID();
  response.setHeader('x-request-id', id);
  runWithCorrelation(id, next);
};

interface AppOptions {
  readonly service: string;
  readonly log: Log;
  readonly metrics: Metrics;
  /** Why the service should get no requests now; empty = ready. */
  readonly notReady: () => readonly string[];
  readonly routes: (app: Express) => void;
}

/** The Express app that every service shares: correlation, traces, health, metrics, routes, problems. */
export function buildHttpApp({ service, log, metrics, notReady, routes }: AppOptions): Express {
  const app = express();
  app.disable('x-powered-by');
  app.set('etag', 'strong');
  app.set('query parser', 'simple');
  app.get('/health', (_request, response) => void response.json({ status: 'alive' }));
  app.get('/ready', (_request, response) => {
    const missing = notReady();
    response
      .status(missing.length === 0 ? 200 : 503)
      .json({ status: missing.length === 0 ? 'ready' : 'waiting', missing });
  });
  app.get('/metrics', async (_request, response) => {
    response.type(metrics.registry.contentType).send(await metrics.registry.metrics());
  });
  app.use(correlate, traceRequests(service), metrics.countRequests);
  routes(app);
  app.use(noSuchRoute);
  app.use(problems(log));
  return app;
}

export interface Listening {
  readonly server: Server;
  readonly url: string;
  readonly port: number;
}

export async function listen(app: Express, host: string, port: number): Promise<Listening> {
  const server = createServer(app);
  // longer than the gateway's agent keeps a socket, so that no request meets a closing one
  server.keepAliveTimeout = 65_000;
  server.headersTimeout = 66_000;
  server.requestTimeout = 60_000;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  const address = server.address() as AddressInfo;
  return { server, url: `http://${host}:${address.port}`, port: address.port };
}

/** No new connections; those that are busy may finish, at most so long. */
export async function stopListening({ server }: Listening, graceMs = 5000): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeIdleConnections();
  const timer = setTimeout(() => server.closeAllConnections(), graceMs);
  await closed;
  clearTimeout(timer);
}
