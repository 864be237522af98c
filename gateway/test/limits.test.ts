import { randomUUID } from 'node:crypto';
import { createClient } from 'redis';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { PATIENCE_MS } from '@parta/testkit/eventually';
import { bearer, type GatewayUnderTest, NO_REDIS, startGatewayUnderTest } from './gateway-under-test.ts';

const page = `/api/journal/pages/${randomUUID()}`;
const narrow = { RATE_USER: '5', RATE_ADDRESS: '1000', RATE_SIGN_IN: '3', RATE_ACTIVATION: '2' };

describe.each([
  ['with Redis', {}],
  ['with Redis away', { REDIS_URL: NO_REDIS }],
] as const)('limits %s', (name, settings) => {
  let gateway: GatewayUnderTest;
  beforeAll(async () => {
    await forgetCounts();
    gateway = await startGatewayUnderTest({ ...narrow, ...settings });
  });
  afterAll(async () => {
    await gateway[Symbol.asyncDispose]();
    await forgetCounts();
  });
  const post = (path: string, body: object): Promise<Response> =>
    gateway.get(path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });

  test(`one user is slowed down with 429 and retry-after, another is not (${name})`, async () => {
    const [busy, calm] = [gateway.issuer.sign(), gateway.issuer.sign()];
    // more than two windows' worth, so that the turn of a second can't hide it
    const answers = await Promise.all(Array.from({ length: 12 }, () => gateway.get(page, bearer(busy))));
    const refused = answers.find(({ status }) => status === 429);
    expect(refused?.headers.get('retry-after')).toBe('1');
    expect(await refused?.json()).toMatchObject({ code: 'too-many-requests', details: { retryAfterSeconds: 1 } });
    expect((await gateway.get(page, bearer(calm))).status).toBe(200);
  });

  test(`sign-in and activation have stricter limits of their own (IAM-1, IAM-6, ${name})`, async () => {
    const statuses = async (path: string, body: object, count: number): Promise<number[]> => {
      const all: number[] = [];
      for (let index = 0; index < count; index++) all.push((await post(path, body)).status);
      return all;
    };
    expect(await statuses('/api/identity/sessions', { login: 'login', password: 'x' }, 4)).toEqual([
      200, 200, 200, 429,
    ]);
    expect(await statuses('/api/identity/activations/check', { code: '123456' }, 3)).toEqual([200, 200, 429]);
  });

  test(`wrong tokens are counted by address (${name})`, async () => {
    await using strict = await startGatewayUnderTest({ ...settings, RATE_ADDRESS: '3' });
    const statuses = new Set<number>();
    const end = Date.now() + PATIENCE_MS;
    // the address' window may be used up by others at first
    while (statuses.size < 2 && Date.now() < end) statuses.add((await strict.get(page, bearer('wrong'))).status);
    expect(statuses).toEqual(new Set([401, 429]));
  });
});

async function forgetCounts(): Promise<void> {
  const client = createClient({ url: process.env['REDIS_URL'] ?? 'redis://127.0.0.1:6379' });
  await client.connect();
  for (const name of ['address', 'sign-in', 'activation']) await client.del(`parta.rate.${name}:127.0.0.1`);
  await client.close();
}
