import { Agent } from 'node:http';
import express from 'express';
import { createProxyMiddleware } from 'http-proxy-middleware';
import { listenAndTell } from './listen-and-tell.ts';

/** http-proxy-middleware in an express that does nothing else, with the same kept connections as the gateway. */
const app = express();
app.disable('x-powered-by');
app.disable('etag');
const agent = new Agent({ keepAlive: true, maxSockets: 256, scheduling: 'lifo' });
app.use(createProxyMiddleware({ target: process.env['TARGET'] ?? '', agent }));
listenAndTell(app);
