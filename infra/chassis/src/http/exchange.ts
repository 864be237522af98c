import { createHash } from 'node:crypto';
import type { CookieOptions, Request, Response } from 'express';
import type { Operation } from '@parta/contracts/kernel/operation';
import { currentCorrelationId } from '../context.ts';
import { invalid } from '../errors.ts';

/** What a handler may know of the request beyond its parsed input. */
export interface Exchange {
  readonly correlationId: string;
  /** Under which the answer is kept; there for every `stored` operation. */
  readonly idempotency: { readonly key: string; readonly bodyHash: string } | undefined;
  /** The address the gateway saw; personal data, so it may only reach tables made for it. */
  readonly address: string;
  readonly userAgent: string;
  /** The caller's own `Bearer …`, for commands to another service in the caller's name; never kept, never logged. */
  readonly authorization: string;
  cookie(name: string): string | undefined;
  setCookie(name: string, value: string, options: CookieOptions): void;
}

const KEY = /^[\w.:-]{8,100}$/;

export function buildExchange(operation: Operation, request: Request, response: Response): Exchange {
  return {
    correlationId: currentCorrelationId(),
    idempotency: idempotencyOf(operation, request),
    address: request.header('x-forwarded-for')?.split(',')[0]?.trim() ?? request.socket.remoteAddress ?? '',
    userAgent: (request.header('user-agent') ?? '').slice(0, 300),
    authorization: request.header('authorization') ?? '',
    cookie: (name) => readCookie(request.header('cookie') ?? '', name),
    setCookie: (name, value, options) => void response.cookie(name, value, options),
  };
}

/** @throws DomainError `idempotency-key-required` where the operation keeps its answers and the caller gave no key */
function idempotencyOf(operation: Operation, request: Request): Exchange['idempotency'] {
  if (operation.idempotency !== 'stored') return undefined;
  const key = request.header('idempotency-key') ?? '';
  if (!KEY.test(key)) throw invalid('idempotency-key-required');
  const bodyHash = createHash('sha256')
    .update(`${request.method} ${request.originalUrl}\n${JSON.stringify(request.body)}`)
    .digest('base64url');
  return { key, bodyHash };
}

function readCookie(header: string, name: string): string | undefined {
  const found = header
    .split(';')
    .map((part) => part.trim())
    .find((part) => part.startsWith(`${name}=`));
  return found === undefined ? undefined : decodeURIComponent(found.slice(name.length + 1));
}
