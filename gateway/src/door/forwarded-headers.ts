import type { Request } from 'express';
import type { Match } from './permission-table.ts';

/** Headers that pass; everything else a client sends stays here, so that none can pass for a word of ours. */
const passing = new Set([
  'accept',
  'accept-encoding',
  'accept-language',
  'authorization',
  'cache-control',
  'content-length',
  'content-type',
  'host',
  'idempotency-key',
  'if-match',
  'if-modified-since',
  'if-none-match',
  'last-event-id',
  'origin',
  'range',
  'sec-fetch-site',
  'user-agent',
]);

/** Leaves what a service may believe: what passes, and what this gateway itself says about the request. */
export function setForwardedHeaders(request: Request, { service }: Match, correlationId: string): void {
  const said = {
    'x-request-id': correlationId,
    'x-forwarded-for': addressOf(request),
    'x-forwarded-proto': request.protocol,
    'x-forwarded-host': request.headers.host ?? '',
  };
  // the refresh cookie is identity's alone
  const cookie = service === 'identity' ? request.headers.cookie : undefined;
  for (const name of Object.keys(request.headers)) if (!passing.has(name)) delete request.headers[name];
  Object.assign(request.headers, said, cookie === undefined ? {} : { cookie });
}

/** Where the request comes from; reads `x-forwarded-for` only as far as our own proxies wrote it. */
export const addressOf = (request: Request): string => (request.ip ?? '').replace(/^::ffff:/, '');
