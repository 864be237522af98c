import type { IncomingHttpHeaders } from 'node:http';
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
  const sent = request.headers;
  // a new object: one that many names were deleted from would be slow for all who read it after
  const kept: IncomingHttpHeaders = {};
  for (const name of Object.keys(sent)) if (passing.has(name)) kept[name] = sent[name];
  // the refresh cookie is identity's alone
  if (service === 'identity' && sent.cookie !== undefined) kept.cookie = sent.cookie;
  kept['x-request-id'] = correlationId;
  kept['x-forwarded-for'] = addressOf(request);
  kept['x-forwarded-proto'] = request.protocol;
  kept['x-forwarded-host'] = sent.host ?? '';
  request.headers = kept;
}

/** Where the request comes from; reads `x-forwarded-for` only as far as our own proxies wrote it. */
export const addressOf = (request: Request): string => (request.ip ?? '').replace(/^::ffff:/, '');
