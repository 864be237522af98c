import { randomUUID } from 'node:crypto';
import type { Request, RequestHandler } from 'express';
import { currentCorrelationId, runWithCorrelation } from '@parta/chassis/context';
import type { Proxy } from '../proxy/proxy.ts';
import { admit, type Doorkeeper } from './admit.ts';
import { setForwardedHeaders } from './forwarded-headers.ts';
import type { PermissionTable } from './permission-table.ts';
import { takeBody } from './request-body.ts';

/** One id for each action of a person, made here: a caller's own is not believed. */
export const correlate: RequestHandler = (_request, response, next) => {
  const id = randomUUID();
  response.setHeader('x-request-id', id);
  runWithCorrelation(id, next);
};

interface DoorOptions extends Doorkeeper {
  readonly table: PermissionTable;
  readonly proxy: Proxy;
  /** What each of these requests meets first. */
  readonly before: RequestHandler;
}

/**
 * Everything that a contract names: by whom is it asked, may they, how much do they send. Only then does a service hear of it.
 * The first of all handlers, so that such a request crosses none of those for pages; what no contract names goes on to them.
 */
export const buildDoor =
  ({ table, proxy, before, ...doorkeeper }: DoorOptions): RequestHandler =>
  (request, response, next) => {
    const match = table.find(request.method, request.url);
    if (!match) return next();
    response.locals['operation'] = match.id;
    const letIn = async (): Promise<void> => {
      const correlationId = currentCorrelationId();
      await admit(request, match, doorkeeper);
      const body = await takeBody(request, response, match.operation);
      setForwardedHeaders(request, match, correlationId);
      // no cache between here and the browser may keep what one person was answered
      response.setHeader('cache-control', 'private, no-cache');
      if (leftAlready(request)) return;
      proxy.forward(request, response, { match, body, correlationId });
    };
    before(request, response, () => void letIn().catch(next));
  };

/** Handlers as one, without a router's search between them. What one of them refuses goes past the others. */
export const inTurn = (...handlers: readonly RequestHandler[]): RequestHandler =>
  handlers.reduceRight((rest, handler) => (request, response, next) => {
    const goOn = (error?: unknown): void => void (error ? next(error) : rest(request, response, next));
    return handler(request, response, goOn);
  });

const leftAlready = (request: Request): boolean => request.socket.destroyed;
