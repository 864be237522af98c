import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import type { Log } from '@parta/chassis/log';
import type { Replicas } from './replicas.ts';

const EVERY_MS = 2000;

type Resolve = (name: string) => Promise<readonly string[]>;

const byDns: Resolve = async (name) => (await lookup(name, { all: true, family: 4 })).map(({ address }) => address);

/**
 * Where an upstream is a name that stands for many replicas, as `journal` of compose or a headless service of a cluster, each of
 * its addresses is a replica of its own. Asked again every two seconds; a name that is not known keeps the addresses of before.
 */
export function followAddresses(
  upstreams: Readonly<Record<string, readonly string[]>>,
  services: ReadonlyMap<string, Replicas>,
  log: Log,
  resolve: Resolve = byDns,
): () => void {
  const named = Object.entries(upstreams).filter(([, urls]) => urls.some(isNamed));
  if (named.length === 0) return () => undefined;
  const known = new Map<string, string>();
  const round = async (): Promise<void> => {
    for (const [service, urls] of named) {
      const addresses = await Promise.all(urls.map((url) => addressesOf(url, resolve))).catch(() => undefined);
      const found = addresses?.flat().toSorted();
      if (!found || found.length === 0 || known.get(service) === found.join()) continue;
      known.set(service, found.join());
      services.get(service)?.follow(found);
      log.info({ upstream: service, replicas: found.length }, 'replicas by name');
    }
  };
  void round();
  const timer = setInterval(() => void round(), EVERY_MS);
  timer.unref();
  return () => clearInterval(timer);
}

/** `localhost` is one machine, not a name of many. */
function isNamed(url: string): boolean {
  const { hostname } = new URL(url);
  return isIP(hostname) === 0 && hostname !== 'localhost';
}

async function addressesOf(url: string, resolve: Resolve): Promise<readonly string[]> {
  if (!isNamed(url)) return [url];
  const { protocol, hostname, port } = new URL(url);
  return (await resolve(hostname)).map((address) => `${protocol}//${address}${port === '' ? '' : `:${port}`}`);
}
