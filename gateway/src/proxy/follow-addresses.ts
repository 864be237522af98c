import { addressesOf, byDns, isNamed, type Resolve } from '@parta/chassis/http/addresses-of';
import type { Log } from '@parta/chassis/log';
import type { Replicas } from './replicas.ts';

const EVERY_MS = 2000;

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
