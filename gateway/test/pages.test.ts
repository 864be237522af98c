import { request as httpRequest } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { bearer, type GatewayUnderTest, startGatewayUnderTest } from './gateway-under-test.ts';

let gateway: GatewayUnderTest;
beforeAll(async () => {
  gateway = await startGatewayUnderTest();
});
afterAll(async () => {
  await gateway[Symbol.asyncDispose]();
});
const textOf = async (path: string): Promise<string> => (await gateway.get(path)).text();
/** The path exactly as written; `fetch` would tidy it up. */
const rawStatus = (path: string): Promise<number> =>
  new Promise((resolve, reject) => {
    const { hostname, port } = new URL(gateway.url);
    const request = httpRequest({ hostname, port, path }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    });
    request.on('error', reject).end();
  });

describe('pages', () => {
  test.each(['/diary', '/diary/2026-W47'])('%s is the entry of the diary', async (path) => {
    expect(await textOf(path)).toContain('diary.html');
  });

  test.each(['/sign-in', '/activation', '/activation?code=1', '/check/ABCD1234'])(
    '%s is the entry before the door',
    async (path) => {
      expect(await textOf(path)).toContain('door.html');
    },
  );

  test.each(['/', '/journal/1', '/people', '/diaryx'])('%s is the staff entry', async (path) => {
    expect(await textOf(path)).toContain('index.html');
  });

  test('a compressed copy is preferred, under the original type', async () => {
    const small = await gateway.get('/sw.js', { headers: { 'accept-encoding': 'br' } });
    expect(small.headers.get('content-type')).toContain('javascript');
    expect(small.headers.get('content-encoding')).toBe('br');
    expect(await small.text()).toBe('compressed');
    const plain = await gateway.get('/sw.js', { headers: { 'accept-encoding': 'identity' } });
    expect(plain.headers.get('content-encoding')).toBeNull();
    expect(await plain.text()).toBe('plain');
  });

  test.each([
    '/assets/absent-1234.js',
    '/favicon.ico',
    '/../package.json',
    '/..%2f..%2fetc/passwd',
    '/assets/../../x.js',
    '/%2e%2e/%2e%2e/etc/passwd',
  ])('%s is refused', async (path) => {
    expect([400, 403, 404]).toContain(await rawStatus(path));
  });

  test('only reading', async () => {
    expect((await gateway.get('/diary', { method: 'POST' })).status).toBe(404);
  });

  test('a strict content security policy, no framing, no sniffing, no name of ours', async () => {
    const { headers } = await gateway.get('/');
    const policy = headers.get('content-security-policy') ?? '';
    expect(policy).toContain("script-src 'self';");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(headers.get('x-powered-by')).toBeNull();
    expect(headers.get('strict-transport-security')).toBeNull();
  });
});

describe('figures and documents', () => {
  test('the API of all services in one document, and a page to browse it without inline scripts', async () => {
    const api = (await (await gateway.get('/api/openapi.json')).json()) as {
      paths: Record<string, Record<string, { operationId: string }>>;
    };
    expect(api.paths['/api/journal/pages/{pageId}/changes']?.['post']?.operationId).toBe('journal.changeCells');
    const page = await textOf('/api/docs');
    expect(page).not.toMatch(/<script>|onload=/);
    for (const [, source] of page.matchAll(/(?:src|href)="([^"]+)"/g)) {
      const file = await gateway.get(source ?? '');
      expect([source, file.status, (await file.bytes()).length > 0]).toEqual([source, 200, true]);
    }
  });

  test('alive and ready', async () => {
    expect(await (await gateway.get('/health')).json()).toEqual({ status: 'alive' });
    expect(await (await gateway.get('/ready')).json()).toEqual({ status: 'ready', missing: [] });
  });

  test('metrics only for this machine, or by token', async () => {
    expect(await textOf('/metrics')).toContain('replicas_ready{upstream="journal"');
    expect((await gateway.get('/metrics', { headers: { 'x-forwarded-for': '10.0.0.1' } })).status).toBe(404);
    const secret = 'a-token-of-the-monitoring';
    await using guarded = await startGatewayUnderTest({ METRICS_TOKEN: secret });
    expect((await guarded.get('/metrics')).status).toBe(404);
    expect((await guarded.get('/metrics', bearer(secret))).status).toBe(200);
  });
});
