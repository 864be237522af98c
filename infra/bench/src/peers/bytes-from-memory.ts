import { readFileSync } from 'node:fs';
import express from 'express';
import { listenAndTell } from './listen-and-tell.ts';

/** Express that answers the bytes of BYTES_FILE to every request, as fast as it can. */
const bytes = readFileSync(process.env['BYTES_FILE'] ?? '');
const app = express();
app.disable('x-powered-by');
app.disable('etag');
app.use((_request, response) => void response.type('application/json').send(bytes));
listenAndTell(app);
