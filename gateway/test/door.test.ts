import { randomUUID } from 'node:crypto';
import { type IncomingHttpHeaders, request as httpRequest } from 'node:http';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { Problem } from '@parta/contracts/kernel/problem';
import { bearer, type GatewayUnderTest, startGatewayUnderTest } from './gateway-under-test.ts';
import { eventually } from '@parta/testkit/eventually';
import { startTestIssuer } from '@parta/testkit/tokens';

const page = `/api/journal/pages/${randomUUID()}`;
let gateway: GatewayUnderTest;

beforeAll(async () => {
  gateway = await startGatewayUnderTest({ RATE_USER: '100000' });
});
afterAll(async () => {
  await gateway[Symbol.asyncDispose]();
});
afterEach(() => {
  for (const double of [gateway.first, gateway.second, gateway.identity]) {
    double.heard.length = 0;
    double.answer = undefined;
  }
});

const heard = () => [...gateway.first.heard, ...gateway.second.heard, ...gateway.identity.heard];
const problemOf = async (response: Response): Promise<Problem> => Problem.parse(await response.json());

describe('who is let in', () => {
  test('a teacher reads a page: path without the prefix, query as written', async () => {
    const response = await gateway.get(`${page}?periodId=a%2Fb`, bearer(gateway.issuer.sign()));
    expect(response.status).toBe(200);
    expect(heard()).toMatchObject([{ method: 'GET', url: `${page.replace('/api/journal', '')}?periodId=a%2Fb` }]);
  });

  test('a token that is missing, broken, expired or signed by another is 401 (issue 7.3)', async () => {
    await using stranger = await startTestIssuer();
    const good = gateway.issuer.sign();
    const [head, , signature] = good.split('.');
    const claims = Buffer.from(JSON.stringify({ sub: 'x' })).toString('base64url');
    const none = `${Buffer.from('{"alg":"none"}').toString('base64url')}.${claims}.`;
    const expired = gateway.issuer.sign({ at: new Date(Date.now() - 400_000) });
    const wrong = ['', 'x', `${head}.${claims}.${signature}`, none, stranger.sign(), expired];
    for (const token of wrong) {
      const response = await gateway.get(page, bearer(token));
      expect(response.status).toBe(401);
      expect((await problemOf(response)).code).toBe('unauthenticated');
    }
    expect(heard()).toEqual([]);
  });

  test('a revoked session is 401 within two seconds (IAM-1)', async () => {
    const sessionId = randomUUID();
    const token = gateway.issuer.sign({ sessionId });
    expect((await gateway.get(page, bearer(token))).status).toBe(200);
    gateway.issuer.revoke({ kind: 'session', id: sessionId, before: Date.now() + 1000 });
    const until = Date.now() + 2000;
    let status = 200;
    while (status === 200 && Date.now() < until) status = (await gateway.get(page, bearer(token))).status;
    expect(status).toBe(401);
  });

  test('without the permission of the operation it is 403 and the service hears nothing (issue 7.3)', async () => {
    const response = await gateway.get(page, bearer(gateway.issuer.sign({ roles: ['student'] })));
    expect(response.status).toBe(403);
    expect((await problemOf(response)).code).toBe('permission-missing');
    expect(heard()).toEqual([]);
  });

  test.each([
    '/api/journal/unknown',
    '/api/nothing/pages',
    '/api',
    '/api/',
    '/API/journal/pages',
    '/api/journal/pages/',
  ])('%s is 404 with one body, signed in or not', async (path) => {
    const [anonymous, known] = await Promise.all([gateway.get(path), gateway.get(path, bearer(gateway.issuer.sign()))]);
    expect([anonymous.status, known.status]).toEqual([404, 404]);
    const { correlationId: _, ...body } = await problemOf(anonymous);
    expect(body).toEqual({ type: 'about:blank', title: 'Not found', status: 404, code: 'not-found' });
    expect(heard()).toEqual([]);
  });

  test('a known path by another method is 404', async () => {
    expect((await gateway.get(page, { method: 'DELETE', ...bearer(gateway.issuer.sign()) })).status).toBe(404);
  });
});

describe('what passes', () => {
  test('headers that only we may say are ours; the correlation id is made here and told to both sides', async () => {
    const said = {
      'x-request-id': 'forged-id-of-a-caller',
      'x-forwarded-for': '6.6.6.6',
      'x-forwarded-proto': 'https',
      'x-user-id': 'forged',
      'x-real-ip': '6.6.6.6',
      forwarded: 'for=6.6.6.6',
      cookie: 'refresh=secret',
      'if-none-match': '"kept"',
    };
    const response = await gateway.get(page, bearer(gateway.issuer.sign(), said));
    const headers = heard()[0]?.headers ?? {};
    expect(headers).toMatchObject({
      'x-forwarded-for': '127.0.0.1',
      'x-forwarded-proto': 'http',
      'if-none-match': '"kept"',
    });
    for (const name of ['x-user-id', 'x-real-ip', 'forwarded', 'cookie']) expect(headers).not.toHaveProperty(name);
    expect(headers['x-request-id']).not.toBe(said['x-request-id']);
    expect(response.headers.get('x-request-id')).toBe(headers['x-request-id']);
  });

  test('without traces a caller’s traceparent stays here, with traces it is the caller’s trace under our decision', async () => {
    const traceId = randomUUID().replaceAll('-', '');
    const said = { traceparent: `00-${traceId}-00f067aa0ba902b7-01`, tracestate: 'x=y', baggage: 'name=x' };
    const ask = async (door: GatewayUnderTest): Promise<IncomingHttpHeaders> => {
      await eventually(async () => expect((await door.get(page, bearer(door.issuer.sign(), said))).status).toBe(200));
      return [...door.first.heard, ...door.second.heard][0]?.headers ?? {};
    };
    for (const name of Object.keys(said)) expect(await ask(gateway)).not.toHaveProperty(name);
    const collector = { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:1' };
    for (const ratio of ['0', '1']) {
      await using traced = await startGatewayUnderTest({ ...collector, OTEL_TRACES_SAMPLER_ARG: ratio });
      const { traceparent, ...others } = await ask(traced);
      expect(traceparent).toMatch(new RegExp(`^00-${traceId}-(?!00f067aa0ba902b7)[0-9a-f]{16}-0${ratio}$`));
      for (const name of ['tracestate', 'baggage']) expect(others).not.toHaveProperty(name);
    }
  });

  test('an answer and a refusal of it may be run, framed and read elsewhere by nobody; what is no operation is a page', async () => {
    const secure = ({ headers }: Response) =>
      [...headers].filter(([name]) =>
        /^(content-security|cross-origin|origin-agent|referrer|x-(?!request-id))/.test(name),
      );
    const known = bearer(gateway.issuer.sign());
    const asked = [gateway.get(page, known), gateway.get(page), gateway.get('/api/nothing', known), gateway.get('/')];
    const answers = await Promise.all(asked);
    const [answer, refusal, unknown, shown] = answers.map(secure);
    expect(answers.map(({ status }) => status).slice(0, 3)).toEqual([200, 401, 404]);
    expect(answer?.map(([name]) => name)).toEqual([
      'content-security-policy',
      'cross-origin-resource-policy',
      'referrer-policy',
      'x-content-type-options',
      'x-frame-options',
    ]);
    expect(refusal).toEqual(answer);
    expect(shown?.length).toBeGreaterThan(10);
    expect(unknown).toEqual(shown);
    for (const { headers } of answers) expect(headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
  });

  test('a small body without a told length arrives whole, with its length', async () => {
    const path = `${page}/changes`;
    expect(await sendChunked(path, gateway.issuer.sign(), 1)).toBe(200);
    expect(heard()).toMatchObject([{ headers: { 'content-length': String(1024 ** 2) } }]);
    expect(heard()[0]?.body.length).toBe(1024 ** 2);
  });

  test('a request is counted once, by its operation', async () => {
    const id = 'contingent.listClasses';
    const counted = async (): Promise<number> => {
      const text = await (await gateway.get('/metrics')).text();
      const line = text.split('\n').find((one) => one.startsWith('http_request_seconds_count') && one.includes(id));
      return Number(line?.split(' ').at(-1) ?? 0);
    };
    const before = await counted();
    // no replica of it is known, so that the refusal is what is counted
    expect((await gateway.get('/api/contingent/classes', bearer(gateway.issuer.sign()))).status).toBe(503);
    expect(await counted()).toBe(before + 1);
  });

  test('cookies come and go only with identity', async () => {
    const body = JSON.stringify({ login: 'login', password: 'password' });
    const headers = { cookie: 'refresh=secret', 'content-type': 'application/json' };
    const signIn = await gateway.get('/api/identity/sessions', { method: 'POST', body, headers });
    expect(signIn.headers.get('set-cookie')).toBe('stray=1');
    expect(gateway.identity.heard).toMatchObject([{ url: '/sessions', body, headers: { cookie: 'refresh=secret' } }]);
    const read = await gateway.get(page, bearer(gateway.issuer.sign()));
    expect(read.headers.get('set-cookie')).toBeNull();
  });

  test('a body of more than 1 MB is 413 and reaches nobody, told or chunked', async () => {
    const path = `${page}/changes`;
    const token = gateway.issuer.sign();
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
    const told = await gateway.get(path, { method: 'POST', headers, body: 'x'.repeat(1024 ** 2 + 1) });
    expect([told.status, (await problemOf(told)).code]).toEqual([413, 'body-too-large']);
    expect(await sendChunked(path, token, 3)).toBe(413);
    expect(heard()).toEqual([]);
  });

  test('an upload flows up to the limit of its contract and is cut beyond it', async () => {
    const path = `/api/curriculum/imports?kind=fet`;
    const token = gateway.issuer.sign({ roles: ['administrator'] });
    expect(await sendChunked(path, token, 20)).toBe(200);
    expect(gateway.first.heard[0]?.body.length).toBe(20 * 1024 ** 2);
    gateway.first.heard.length = 0;
    expect(await sendChunked(path, token, 33)).toBe(413);
    expect(heard()).toEqual([]);
  });

  /** POSTs so many MiB without a told length; answers the status. */
  function sendChunked(path: string, token: string, mebibytes: number): Promise<number> {
    return new Promise((resolve, reject) => {
      const request = httpRequest(`${gateway.url}${path}`, {
        method: 'POST',
        headers: { authorization: `Bearer ${token}` },
      });
      request.on('response', (response) => {
        response.resume();
        resolve(response.statusCode ?? 0);
      });
      request.on('error', reject);
      const chunk = Buffer.alloc(1024 ** 2, 'x');
      const write = (left: number): void => {
        if (left === 0) return void request.end();
        request.write(chunk, () => write(left - 1));
      };
      write(mebibytes);
    });
  }
});
