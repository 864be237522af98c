import { randomUUID } from 'node:crypto';
import type { Request, RequestHandler } from 'express';
import { currentCorrelationId, runWithCorrelation } from '@parta/chassis/context';
import { DomainError } from '@parta/chassis/errors';
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
}

/**
 * Everything below `/api/`: what is asked, by whom, may they, how much do they send. Only then does a service hear of it.
 * What no contract names is answered like a missing object.
 */
export const buildDoor =
  ({ table, proxy, ...doorkeeper }: DoorOptions): RequestHandler =>
  async (request, response) => {
    const match = table.find(request.method, request.originalUrl);
    if (!match) throw new DomainError('not-found', 'not-found');
    response.locals['operation'] = match.id;
    const correlationId = currentCorrelationId();
    await admit(request, match, doorkeeper);
    const body = await takeBody(request, response, match.operation);
    setForwardedHeaders(request, match, correlationId);
    // no cache between here and the browser may keep what one person was answered
    response.setHeader('cache-control', 'private, no-cache');
    if (leftAlready(request)) return;
    proxy.forward(request, response, { match, body, correlationId });
  };

const leftAlready = (request: Request): boolean => request.socket.destroyed;
