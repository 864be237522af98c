import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { once } from 'node:events';
import { createServer, get, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { gunzipSync } from 'node:zlib';
import express from 'express';
import { sendJson } from './send-json.ts';

const texts = { small: JSON.stringify({ mark: 5 }), large: JSON.stringify({ topics: Array(300).fill('Дроби') }) };
let server: Server;

beforeAll(async () => {
  const app = express();
  app.set('etag', 'strong');
  app.get('/:size', (request, response) =>
    sendJson(request, response, Buffer.from(texts[request.params.size as keyof typeof texts])),
  );
  server = createServer(app).listen(0, '127.0.0.1');
  await once(server, 'listening');
});
afterAll(() => void server.close());

async function ask(size: keyof typeof texts, headers: Record<string, string>) {
  const { port } = server.address() as AddressInfo;
  const request = get({ port, path: `/${size}`, headers, agent: false });
  const [response] = (await once(request, 'response')) as [
    AsyncIterable<Buffer> & { headers: IncomingHttpHeaders; statusCode: number },
  ];
  return { status: response.statusCode, headers: response.headers, body: await buffer(response) };
}

describe('a JSON answer', () => {
  const asked: readonly [size: keyof typeof texts, accept: string | undefined, encoding: string | undefined][] = [
    ['large', 'gzip, deflate, br, zstd', 'gzip'],
    ['large', 'gzip', 'gzip'],
    ['large', 'br', undefined],
    ['large', 'gzip;q=0', undefined],
    ['large', undefined, undefined],
    ['small', 'gzip, deflate, br, zstd', undefined],
  ];
  it.each(asked)('that is %s goes to whoever accepts %s as %s', async (size, accept, encoding) => {
    const { headers, body } = await ask(size, accept === undefined ? {} : { 'accept-encoding': accept });
    expect(headers['content-encoding']).toBe(encoding);
    expect(Number(headers['content-length'])).toBe(body.length);
    expect(headers.vary).toBe('accept-encoding');
    expect((encoding ? gunzipSync(body) : body).toString()).toBe(texts[size]);
  });

  it('is not sent again to whoever has it, as it was sent', async () => {
    const accepting = { 'accept-encoding': 'gzip' };
    const packed = String((await ask('large', accepting)).headers.etag);
    const plain = String((await ask('large', {})).headers.etag);
    expect(packed).not.toBe(plain);
    const again = await ask('large', { ...accepting, 'if-none-match': packed });
    expect([again.status, again.body.length]).toEqual([304, 0]);
    expect((await ask('large', { 'if-none-match': plain })).status).toBe(304);
    expect((await ask('large', { 'if-none-match': packed })).status).toBe(200);
  });
});
