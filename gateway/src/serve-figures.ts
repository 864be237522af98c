import { timingSafeEqual } from 'node:crypto';
import { type Request, Router } from 'express';
import { DomainError } from '@parta/chassis/errors';
import type { Metrics } from '@parta/chassis/metrics';

interface FigureOptions {
  readonly metrics: Metrics;
  readonly token: string | undefined;
  readonly notReady: () => readonly string[];
}

/** `/health`, `/ready`, and `/metrics` for those who may read them. */
export function serveFigures({ metrics, token, notReady }: FigureOptions): Router {
  const router = Router();
  router.get('/health', (_request, response) => void response.json({ status: 'alive' }));
  router.get('/ready', (_request, response) => {
    const missing = notReady();
    response
      .status(missing.length === 0 ? 200 : 503)
      .json({ status: missing.length === 0 ? 'ready' : 'waiting', missing });
  });
  router.get('/metrics', async (request, response) => {
    if (!mayReadMetrics(request, token)) throw new DomainError('not-found', 'not-found');
    response.type(metrics.registry.contentType).send(await metrics.registry.metrics());
  });
  return router;
}

/** By token; without one only this machine, and nobody through a proxy that stands on it. */
function mayReadMetrics(request: Request, token: string | undefined): boolean {
  if (token !== undefined) return sameText(request.headers.authorization ?? '', `Bearer ${token}`);
  const from = request.socket.remoteAddress ?? '';
  return /^(::1|(::ffff:)?127\.)/.test(from) && request.headers['x-forwarded-for'] === undefined;
}

function sameText(given: string, wanted: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(wanted)];
  return a.length === b.length && timingSafeEqual(a, b);
}
