import type { ErrorRequestHandler, RequestHandler, Response } from 'express';
import { ZodError } from 'zod';
import type { Problem } from '@parta/contracts/kernel/problem';
import { knownCorrelationId } from '../context.ts';
import { DomainError, type ErrorKind } from '../errors.ts';
import { isTransient } from '../events/transient-error.ts';
import type { Log } from '../log.ts';

const statusOf: Readonly<Record<ErrorKind, number>> = {
  invalid: 422,
  unauthenticated: 401,
  forbidden: 403,
  'not-found': 404,
  conflict: 409,
  limited: 429,
  unavailable: 503,
};

const titles: Readonly<Record<number, string>> = {
  400: 'The request is not understood',
  401: 'Not signed in',
  403: 'Not permitted',
  404: 'Not found',
  409: 'Conflict with the present state',
  413: 'Too large',
  422: 'Refused by a rule',
  429: 'Too many requests',
  500: 'Internal error',
  503: 'Not available now',
};

type Plain = Pick<Problem, 'status' | 'code'> & Partial<Problem>;

function plainOf(error: unknown): Plain {
  if (error instanceof DomainError) {
    const details = Object.keys(error.details).length > 0 ? { details: error.details } : {};
    return { status: statusOf[error.kind], code: error.code, ...details };
  }
  if (error instanceof ZodError) {
    const errors = error.issues.map(({ path, message }) => ({ path: path.join('.'), message }));
    return { status: 400, code: 'invalid-request', errors };
  }
  const type = typeof error === 'object' && error !== null && 'type' in error ? error.type : undefined;
  if (type === 'entity.too.large') return { status: 413, code: 'body-too-large' };
  if (type === 'entity.parse.failed' || type === 'encoding.unsupported')
    return { status: 400, code: 'invalid-request' };
  if (error instanceof URIError) return { status: 400, code: 'invalid-request' };
  // the database is away or full: the same request may be sent again, and what was unsaved has left no trace
  if (isTransient(error)) return { status: 503, code: 'service-unavailable' };
  return { status: 500, code: 'internal-error' };
}

/** problem+json for an error; an unknown error is a fixed text, its cause goes to the log and nowhere else. */
export function sendProblem(response: Response, error: unknown): Plain {
  const plain = plainOf(error);
  const correlationId = knownCorrelationId();
  const problem: Problem = {
    type: 'about:blank',
    title: titles[plain.status] ?? 'Error',
    ...plain,
    ...(correlationId !== undefined && { correlationId }),
  };
  if ((plain.status === 503 || plain.status === 429) && !response.hasHeader('retry-after'))
    response.setHeader('retry-after', '1');
  response.status(plain.status).type('application/problem+json').send(JSON.stringify(problem));
  return plain;
}

/** What no route took: the same answer as a missing object. */
export const noSuchRoute: RequestHandler = () => {
  throw new DomainError('not-found', 'not-found');
};

// Express recognises an error handler by its four parameters.
export const problems =
  (log: Log): ErrorRequestHandler =>
  (error, request, response, next) => {
    if (response.headersSent) return next(error);
    const { status, code } = sendProblem(response, error);
    // under a rush of requests a line for each that is turned away would be one more load
    if (status >= 500 && code !== 'busy')
      log.error({ err: withoutValues(error), code, method: request.method, route: request.path }, 'request failed');
  };

/** A database error's detail line quotes the row; only its code and place may reach the log. */
function withoutValues(error: unknown): unknown {
  if (!(error instanceof Error)) return { message: 'not an error' };
  const cause = error.cause instanceof Error ? { cause: error.cause.message } : {};
  return { name: error.name, message: error.message.split('\n')[0], stack: error.stack, ...cause };
}
