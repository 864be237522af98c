import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import type { RequestHandler } from 'express';
import helmet from 'helmet';

/** For the pages: own scripts only, framed by nobody. */
export const pageHeaders = (publicUrl: string | undefined): RequestHandler =>
  writes(headersBy(helmetForPages(publicUrl)));

/** For what a contract names, which no browser renders: nothing of it runs, is framed, is guessed at or read by another site. */
export const answerHeaders = (publicUrl: string | undefined): RequestHandler =>
  writes(headersBy(helmetForAnswers(publicUrl)));

/** Nothing in them depends on a request, so helmet is asked once and not by a chain of twelve handlers for each answer. */
const writes =
  (headers: readonly (readonly [string, string])[]): RequestHandler =>
  (_request, response, next) => {
    for (const [name, value] of headers) response.setHeader(name, value);
    next();
  };

/** What a handler writes, whatever the request. */
function headersBy(handler: ReturnType<typeof helmet>): readonly [string, string][] {
  const request = new IncomingMessage(new Socket());
  const response = new ServerResponse(request);
  handler(request, response, () => undefined);
  return Object.entries(response.getHeaders()).map(([name, value]) => [name, String(value)]);
}

/** On plain http (one machine, a school's own network) browsers would refuse the next visit. */
const onlyHttps = (publicUrl: string | undefined) =>
  publicUrl?.startsWith('https:') === true ? { maxAge: 31_536_000, includeSubDomains: false } : false;

export const helmetForAnswers = (publicUrl: string | undefined): ReturnType<typeof helmet> =>
  helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: { 'default-src': ["'none'"], 'frame-ancestors': ["'none'"] },
    },
    strictTransportSecurity: onlyHttps(publicUrl),
    xFrameOptions: { action: 'deny' },
    referrerPolicy: { policy: 'no-referrer' },
    // these say something about documents alone
    crossOriginOpenerPolicy: false,
    originAgentCluster: false,
    xDnsPrefetchControl: false,
    xDownloadOptions: false,
    xPermittedCrossDomainPolicies: false,
    xXssProtection: false,
  });

export const helmetForPages = (publicUrl: string | undefined): ReturnType<typeof helmet> =>
  helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        'default-src': ["'self'"],
        'script-src': ["'self'"],
        // react-aria writes style elements for touch; styles can't run
        'style-src': ["'self'", "'unsafe-inline'"],
        'img-src': ["'self'", 'data:', 'blob:'],
        'font-src': ["'self'"],
        'connect-src': ["'self'"],
        'worker-src': ["'self'"],
        // a finished report is shown from memory
        'frame-src': ["'self'", 'blob:'],
        'object-src': ["'none'"],
        'base-uri': ["'none'"],
        'form-action': ["'self'"],
        'frame-ancestors': ["'none'"],
      },
    },
    strictTransportSecurity: onlyHttps(publicUrl),
    xFrameOptions: { action: 'deny' },
    // codes of activation and checks stand in addresses
    referrerPolicy: { policy: 'no-referrer' },
  });
