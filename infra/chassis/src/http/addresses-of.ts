import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';

export type Resolve = (name: string) => Promise<readonly string[]>;

export const byDns: Resolve = async (name) =>
  (await lookup(name, { all: true, family: 4 })).map(({ address }) => address);

/** `localhost` is one machine, not a name of many. */
export function isNamed(url: string): boolean {
  const { hostname } = new URL(url);
  return isIP(hostname) === 0 && hostname !== 'localhost';
}

/** A name may stand for many replicas, as `journal` of compose or a headless service of a cluster: an address of each of them. */
export async function addressesOf(url: string, resolve: Resolve = byDns): Promise<readonly string[]> {
  if (!isNamed(url)) return [url];
  const { protocol, hostname, port } = new URL(url);
  return (await resolve(hostname)).map((address) => `${protocol}//${address}${port === '' ? '' : `:${port}`}`);
}
