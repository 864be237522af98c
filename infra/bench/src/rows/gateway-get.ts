import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { FreePorts } from '@parta/local/free-ports';
import { repositoryFolder } from '@parta/local/repository-folder';
import { type BenchRow, cpuEach } from '../bench-row.ts';
import { cpuOf, type Processes } from '../load/cpu.ts';
import { buildSender, expectStatus } from '../load/http-sender.ts';
import { closedLoop, type LoadResult, type Send, WARM_UP_SECONDS } from '../load/load.ts';
import { inTurns } from '../load/turns.ts';
import { type Peer, peerOf, spawnMemory, spawnPeer, spawnProgram } from '../peers/spawn-peer.ts';
import { type BenchPlatform, withoutRates } from '../platform/bench-platform.ts';
import { names } from '../platform/seed-region.ts';

const CLIENTS = 16;
const SECONDS = 8;

/** A GET that is verified, held against its permission and proxied, against a bare proxy before the same upstream. */
export async function gatewayRows(bench: BenchPlatform): Promise<readonly BenchRow[]> {
  await using upstream = await spawnMemory(JSON.stringify({ diaries: 'x'.repeat(900) }));
  await using bare = await spawnPeer('bare-proxy', { TARGET: upstream.url });
  await using gateway = await gatewayBefore(bench, upstream.url);
  const path = '/api/journal/diaries';
  const tokens = Array.from({ length: CLIENTS }, (_, student) =>
    bench.token({ person: names.student(0, student), institution: names.institution(0), role: 'student' }),
  );
  const processes = (): Processes => ({ gateway: [gateway.pid], upstream: [upstream.pid] });
  const { ours, theirs } = await inTurns(
    () => cpuOf(processes, () => gets(gateway.url, path, tokens)),
    () => gets(bare.url, path, tokens),
    (turn) => turn.ours.result.perSecond / turn.theirs.perSecond,
  );
  const { result, cpu } = ours;
  return [
    {
      row: `gateway: verified, checked, proxied GET, ${CLIENTS} clients`,
      unit: 'req/s',
      value: result.perSecond,
      peer: { name: 'http-proxy-middleware alone', value: theirs.perSecond },
      goal: { atLeast: 0.85 },
      details: { 'p95 ms': result.p95Ms, 'peer p95 ms': theirs.p95Ms, ...cpuEach(cpu, result.requests) },
    },
  ];
}

/** A second gateway with the platform's identity and Redis, and everything behind it answered from memory. */
async function gatewayBefore(bench: BenchPlatform, upstream: string): Promise<Peer> {
  const { platform, servers } = bench;
  const port = await new FreePorts(mkdtempSync(join(tmpdir(), 'parta-bench-'))).take(`bench-gateway-${process.pid}`);
  const url = `http://127.0.0.1:${port}`;
  const child = spawnProgram(join(repositoryFolder, 'gateway/src/main.ts'), {
    ...withoutRates,
    PORT: String(port),
    REDIS_URL: servers.redisUrl,
    IDENTITY_URL: platform.services['identity']?.[0]?.url ?? '',
    UPSTREAMS: JSON.stringify(Object.fromEntries(Object.keys(platform.services).map((name) => [name, [upstream]]))),
    UI_FOLDER: join(repositoryFolder, 'gateway/ui/dist'),
    LOG_LEVEL: 'warn',
  });
  for (let tries = 0; tries < 100; tries++) {
    const ready = await fetch(`${url}/ready`).catch(() => undefined);
    if (ready?.ok) return peerOf(child, url);
    await delay(100);
  }
  child.kill('SIGTERM');
  throw new Error('the second gateway is not ready');
}

async function gets(url: string, path: string, tokens: readonly string[]): Promise<LoadResult> {
  const sender = buildSender(url);
  const send: Send = async (client) => {
    const headers = { authorization: `Bearer ${tokens[client] ?? ''}` };
    expectStatus(await sender.send({ path, headers }), 200);
  };
  await closedLoop({ clients: CLIENTS, seconds: WARM_UP_SECONDS }, send);
  const result = await closedLoop({ clients: CLIENTS, seconds: SECONDS }, send);
  sender.close();
  if (result.failed > 0) throw new Error(`${result.failed} requests to ${url} failed`);
  return result;
}
