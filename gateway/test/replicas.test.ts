import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { eventually } from '@parta/testkit/eventually';
import { bearer, type GatewayUnderTest, startGatewayUnderTest } from './gateway-under-test.ts';

const page = `/api/journal/pages/${randomUUID()}`;
let gateway: GatewayUnderTest;
let token: string;

beforeAll(async () => {
  gateway = await startGatewayUnderTest({ RATE_USER: '100000' });
  token = gateway.issuer.sign();
});
afterAll(async () => {
  await gateway[Symbol.asyncDispose]();
});
afterEach(() => {
  for (const double of [gateway.first, gateway.second]) {
    double.heard.length = 0;
    double.answer = undefined;
  }
});

const read = async (): Promise<number> => {
  const response = await gateway.get(page, bearer(token));
  await response.body?.cancel();
  return response.status;
};
const save = (body: string): Promise<Response> => {
  const headers = {
    authorization: `Bearer ${token}`,
    'idempotency-key': randomUUID(),
    'content-type': 'application/json',
  };
  return gateway.get(`${page}/changes`, { method: 'POST', headers, body });
};
/** Asks until an answer comes from this replica. */
const isUsed = (replica: typeof gateway.first): Promise<void> =>
  eventually(async () => {
    replica.heard.length = 0;
    expect(await read()).toBe(200);
    expect(replica.heard.length).toBeGreaterThan(0);
  });

describe('replicas of a service', () => {
  test('share the requests', async () => {
    for (let index = 0; index < 10; index++) await read();
    expect([gateway.first.heard.length, gateway.second.heard.length]).toEqual([5, 5]);
  });

  test('one is killed during 500 reads: none fails, and it is used again when it is back', async () => {
    const statuses: number[] = [];
    let started = 0;
    const worker = async (): Promise<void> => {
      while (started < 500) {
        if (++started === 150) await gateway.second.kill();
        statuses.push(await read());
      }
    };
    await Promise.all(Array.from({ length: 16 }, worker));
    expect(statuses.filter((status) => status !== 200)).toEqual([]);
    await gateway.second.revive();
    await isUsed(gateway.second);
  });

  test('a write that was refused goes to the other with the same bytes; its own body arrives once', async () => {
    await gateway.first.kill();
    const bodies = Array.from({ length: 10 }, (_, index) => JSON.stringify({ index, text: 'ё'.repeat(50_000) }));
    const answers = await Promise.all(bodies.map(save));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    expect(gateway.second.heard.map(({ body }) => body).sort()).toEqual(bodies.sort());
    await gateway.first.revive();
    await isUsed(gateway.first);
  });

  test('what broke off midway is asked again three times: a read, and a write that may be repeated under its key', async () => {
    let asked = 0;
    const breakOff: typeof gateway.first.answer = (request) => {
      asked++;
      request.socket.destroy();
    };
    gateway.first.answer = breakOff;
    gateway.second.answer = breakOff;
    const answer = await save('{}');
    expect([answer.status, asked]).toEqual([503, 4]);
    expect([await read(), asked]).toEqual([503, 8]);
  });

  test('one that says it is not ready gets no more requests', async () => {
    gateway.second.ready = false;
    await eventually(async () => {
      gateway.second.heard.length = 0;
      for (let index = 0; index < 4; index++) await read();
      expect(gateway.second.heard).toEqual([]);
    });
    gateway.second.ready = true;
    await isUsed(gateway.second);
  });

  test('no replica at all: 503 as problem+json within 50 ms, with retry-after', async () => {
    const path = `/api/reporting/jobs/${randomUUID()}`;
    const timings: number[] = [];
    let response = await gateway.get(path, bearer(token));
    // the best of a few: the machine has other things to do
    for (let index = 0; index < 10; index++) {
      const startedAt = performance.now();
      response = await gateway.get(path, bearer(token));
      timings.push(performance.now() - startedAt);
    }
    expect(Math.min(...timings)).toBeLessThan(50);
    expect(response.status).toBe(503);
    expect(response.headers.get('content-type')).toContain('application/problem+json');
    expect(response.headers.get('retry-after')).toBe('1');
    expect(await response.json()).toMatchObject({
      code: 'service-unavailable',
      correlationId: response.headers.get('x-request-id'),
    });
    const absent = await gateway.get('/api/contingent/people', bearer(token));
    expect(absent.status).toBe(503);
  });
});

describe('streams', () => {
  test('the first event comes while the answer goes on, and the service hears the reader leave (NTF-2)', async () => {
    let left: Promise<unknown> | undefined;
    gateway.first.answer = (_request, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.write('id: 1\nevent: item\ndata: {}\n\n');
      left = once(response, 'close');
    };
    const reader = new AbortController();
    const response = await gateway.get('/api/notifications/stream', { ...bearer(token), signal: reader.signal });
    const { value } = (await response.body?.getReader().read()) ?? {};
    expect(new TextDecoder().decode(value)).toContain('id: 1');
    reader.abort();
    await left;
    gateway.first.answer = undefined;
  });

  test('a reader who leaves before the answer is heard of too', async () => {
    const reader = new AbortController();
    const left = new Promise<void>((resolve) => {
      gateway.first.answer = (_request, response) => {
        response.on('close', resolve);
        reader.abort();
      };
    });
    await expect(
      gateway.get('/api/notifications/stream', { ...bearer(token), signal: reader.signal }),
    ).rejects.toThrow();
    await left;
  });
});
