import { mkdtempSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { startTestIssuer, type TestIssuer } from '@parta/testkit/tokens';
import { startGateway } from '../src/gateway.ts';
import { GatewayConfig } from '../src/gateway-config.ts';
import { startUpstream, type UpstreamDouble } from './upstream-double.ts';

export interface GatewayUnderTest extends AsyncDisposable {
  readonly url: string;
  readonly issuer: TestIssuer;
  readonly first: UpstreamDouble;
  readonly second: UpstreamDouble;
  /** Of identity: one replica. */
  readonly identity: UpstreamDouble;
  get(path: string, init?: RequestInit): Promise<Response>;
}

// nobody listens there
export const NO_REDIS = 'redis://127.0.0.1:1';
const redisUrl = process.env['REDIS_URL'] ?? 'redis://127.0.0.1:6379';

/** A gateway before two journals and one identity, with a stand-in for tokens. */
export async function startGatewayUnderTest(settings: Record<string, string> = {}): Promise<GatewayUnderTest> {
  const issuer = await startTestIssuer();
  const [first, second, identity] = await Promise.all([startUpstream(), startUpstream(), startUpstream()]);
  const ui = pages();
  const upstreams = {
    journal: [first.url, second.url],
    identity: [identity.url],
    notifications: [first.url],
    curriculum: [first.url],
    reporting: ['http://127.0.0.1:1'],
  };
  const config = GatewayConfig.parse({
    PORT: '0',
    REDIS_URL: redisUrl,
    IDENTITY_URL: issuer.identityUrl,
    UPSTREAMS: JSON.stringify(upstreams),
    UI_FOLDER: ui,
    LOG_LEVEL: 'silent',
    ...settings,
  });
  const gateway = await startGateway(config);
  return {
    url: gateway.url,
    issuer,
    first,
    second,
    identity,
    get: (path, init) => fetch(`${gateway.url}${path}`, init),
    [Symbol.asyncDispose]: async () => {
      await gateway[Symbol.asyncDispose]();
      await Promise.all([first, second, identity].map((double) => double.kill().catch(() => undefined)));
      await issuer.stop();
      await rm(ui, { recursive: true });
    },
  };
}

function pages(): string {
  const folder = mkdtempSync(join(tmpdir(), 'parta-ui-'));
  for (const name of ['index.html', 'diary.html', 'door.html'])
    writeFileSync(join(folder, name), `<title>${name}</title>`);
  writeFileSync(join(folder, 'sw.js'), 'plain');
  writeFileSync(join(folder, 'sw.js.br'), brotliCompressSync('compressed'));
  return folder;
}

export const bearer = (token: string, more: Record<string, string> = {}): RequestInit => ({
  headers: { authorization: `Bearer ${token}`, ...more },
});
