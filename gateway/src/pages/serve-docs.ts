import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { gzipSync } from 'node:zlib';
import { type RequestHandler, Router } from 'express';
import { html } from '@parta/chassis/html/html';

const openApiFile = new URL('../../../contracts/generated/openapi.json', import.meta.url);
const files = ['swagger-ui.css', 'swagger-ui-bundle.js', 'favicon-32x32.png'] as const;

const page = html`<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <title>Parta API</title>
    <link rel="stylesheet" href="/api/docs/swagger-ui.css">
    <link rel="icon" href="/api/docs/favicon-32x32.png">
  </head>
  <body>
    <div id="browse"></div>
    <script src="/api/docs/swagger-ui-bundle.js"></script>
    <script src="/api/docs/browse.js"></script>
  </body>
</html>`.text;

// a file of its own: the content security policy allows no inline script
const script = `SwaggerUIBundle({ url: '/api/openapi.json', dom_id: '#browse', deepLinking: true, docExpansion: 'none' });\n`;

/** `/api/openapi.json`, all services merged, and `/api/docs` to browse it. */
export function serveDocs(): Router {
  const router = Router();
  const swagger = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'));
  router.get('/openapi.json', openApi());
  router.get('/docs', (_request, response) => void response.type('html').send(page));
  router.get('/docs/browse.js', (_request, response) => void response.type('js').send(script));
  for (const file of files)
    router.get(`/docs/${file}`, (_request, response) => response.sendFile(file, { root: swagger, maxAge: '1h' }));
  return router;
}

/** Read once, kept small. */
function openApi(): RequestHandler {
  const plain = readFileSync(openApiFile);
  const small = gzipSync(plain);
  return (request, response) => {
    response.vary('Accept-Encoding').type('json');
    if (request.acceptsEncodings('gzip') === false) return void response.send(plain);
    response.setHeader('content-encoding', 'gzip');
    response.send(small);
  };
}
