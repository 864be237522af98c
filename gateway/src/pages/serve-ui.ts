import { existsSync } from 'node:fs';
import { join } from 'node:path';
import express, { type RequestHandler, type Response, Router } from 'express';
import { DomainError } from '@parta/chassis/errors';

const encodings = [
  ['br', '.br'],
  ['gzip', '.gz'],
] as const;

/** The light entry: pages of pupils and guardians, and those before the door, which load nothing of the diary. */
const entries = [
  [/^\/diary(\/|$)/, 'diary.html'],
  [/^\/(sign-in|activation|check)(\/|$)/, 'door.html'],
] as const;
/** Paths that name a file, not a page. */
const named = /\.[a-z0-9]{2,12}$/i;

/** Not the address of any page: steps upwards and double slashes, escaped or not. */
const climbs = /(\/|%2f|%5c|\\)((\.|%2e)*(\/|%2f|%5c|\\)|(\.|%2e)+$)/i;

/** The built pages: hashed files for ever, entries and the service worker asked for again each time. */
export function serveUi(folder: string): Router {
  const router = Router();
  router.use(onlyReads);
  router.use(preferCompressed(folder));
  router.use(
    '/assets',
    express.static(join(folder, 'assets'), {
      immutable: true,
      maxAge: '365d',
      index: false,
      setHeaders: typeOfOriginal,
    }),
  );
  router.use(express.static(folder, { maxAge: 0, index: false, setHeaders: typeOfOriginal }));
  router.use((request, response, next) => {
    // a missing script answered with a page would be an error far from its cause
    if (named.test(request.path) || request.path.startsWith('/assets/') || climbs.test(request.path)) return next();
    const [, entry] = entries.find(([path]) => path.test(request.path)) ?? [undefined, 'index.html'];
    response.sendFile(entry, { root: folder, maxAge: 0 }, (error) => {
      if (error) next(new DomainError('not-found', 'not-found', { cause: error }));
    });
  });
  return router;
}

const onlyReads: RequestHandler = (request, _response, next) =>
  request.method === 'GET' || request.method === 'HEAD' ? next() : next(new DomainError('not-found', 'not-found'));

/** Everything but plain names is left to `express.static`, which refuses what climbs out of the folder. */
const plainPath = /^(\/[\w-][\w.-]*)+\.(js|css|svg|webmanifest)$/;

const preferCompressed =
  (folder: string): RequestHandler =>
  (request, response, next) => {
    if (!plainPath.test(request.path)) return next();
    response.vary('Accept-Encoding');
    const accepted = request.acceptsEncodings();
    const found = encodings.find(
      ([name, extension]) => accepted.includes(name) && existsSync(join(folder, `${request.path}${extension}`)),
    );
    if (found) {
      request.url = request.url.replace(request.path, request.path + found[1]);
      response.setHeader('content-encoding', found[0]);
    }
    next();
  };

function typeOfOriginal(response: Response, path: string): void {
  const original = /\.(\w+)\.(?:br|gz)$/.exec(path)?.[1];
  if (original) response.type(original);
}
