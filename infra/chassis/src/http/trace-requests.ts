import type { RequestHandler } from 'express';
import { knownCorrelationId, runAtPlace } from '../context.ts';
import { openServerSpan } from '../tracing/span.ts';
import { parseTraceparent } from '../tracing/traceparent.ts';

/**
 * The span of a request, named by its operation once that is known: `journal.changeCells`. Comes after `correlate`. No path and no
 * query: they hold ids of people and codes.
 */
export const traceRequests =
  (service: string): RequestHandler =>
  (request, response, next) => {
    const caller = parseTraceparent(request.header('traceparent'));
    const correlationId = knownCorrelationId() ?? '';
    const facts = { 'http.request.method': request.method, 'parta.correlation_id': correlationId };
    const span = openServerSpan({ name: `${service} ${request.method}`, facts }, caller);
    if (!span) return next();
    response.once('close', () => {
      const operation: unknown = response.locals['operation'];
      // the gateway's names have their service before them already
      if (typeof operation === 'string') span.rename(operation.includes('.') ? operation : `${service}.${operation}`);
      span.tell({ 'http.response.status_code': response.statusCode, 'parta.left': !response.writableFinished });
      if (response.statusCode >= 500) span.fail(String(response.statusCode));
      span.end();
    });
    runAtPlace(span.place, next);
  };
