import type { Contract, Operation } from '@parta/contracts/kernel/operation';

/** An operation that a request names, and where it goes. */
export interface Match {
  readonly service: string;
  /** `journal.getPage` */
  readonly id: string;
  readonly operation: Operation;
  /** Path and query below the service, as the caller wrote them. */
  readonly upstreamUrl: string;
}

export interface PermissionTable {
  /** Undefined for whatever no contract names: the door denies by default. */
  find(method: string, url: string): Match | undefined;
}

interface Row {
  readonly service: string;
  readonly id: string;
  readonly operation: Operation;
  readonly segments: readonly string[];
}

const PREFIX = '/api/';

/** The table of everything that may be asked, made from the contracts, so that no route can be forgotten. [DESIGN §3] */
export function buildPermissionTable(contracts: Readonly<Record<string, Contract>>): PermissionTable {
  const rows = new Map<string, Row[]>();
  for (const [service, contract] of Object.entries(contracts)) {
    for (const [name, operation] of Object.entries(contract)) {
      const segments = [service, ...operation.path.slice(1).split('/')];
      const key = keyOf(operation.method, segments);
      // fixed words before parameters, as more of them say more precisely what is meant
      const same = [...(rows.get(key) ?? []), { service, id: `${service}.${name}`, operation, segments }];
      rows.set(
        key,
        same.sort((a, b) => parametersOf(a) - parametersOf(b)),
      );
    }
  }
  return {
    find(method, url) {
      const query = url.indexOf('?');
      const segments = segmentsOf(query < 0 ? url : url.slice(0, query));
      if (!segments) return undefined;
      const asked = method === 'HEAD' ? 'get' : method.toLowerCase();
      const row = rows.get(keyOf(asked, segments))?.find((candidate) => fits(candidate.segments, segments));
      if (!row) return undefined;
      const upstreamUrl = `/${segments.slice(1).join('/')}${query < 0 ? '' : url.slice(query)}`;
      return { service: row.service, id: row.id, operation: row.operation, upstreamUrl };
    },
  };
}

const keyOf = (method: string, segments: readonly string[]): string =>
  `${method} ${segments.length} ${segments[0] ?? ''}`;
const isParameter = (segment: string): boolean => segment.startsWith('{');
const parametersOf = ({ segments }: Row): number => segments.filter(isParameter).length;

/** Fixed words are compared as written, so that no other spelling of a path reaches a service which reads it as the same. */
const fits = (pattern: readonly string[], segments: readonly string[]): boolean =>
  pattern.every((part, index) => part === segments[index] || (isParameter(part) && segments[index] !== undefined));

/**
 * The segments below `/api/`, still encoded. Undefined for a path that two readers might understand differently: empty or
 * dotted segments, encoded slashes, backslashes, control characters, broken escapes, a target with a host of its own.
 */
function segmentsOf(path: string): readonly string[] | undefined {
  if (!path.startsWith(PREFIX)) return undefined;
  const segments = path.slice(PREFIX.length).split('/');
  return segments.every(isPlain) ? segments : undefined;
}

function isPlain(segment: string): boolean {
  const text = decoded(segment);
  return text !== undefined && text !== '' && text !== '.' && text !== '..' && !AMBIGUOUS.test(text);
}

// a second round of escapes would be another spelling too
const AMBIGUOUS = /[/\\;#?\u0000-\u001f\u007f]|%[0-9a-f]{2}/i;

function decoded(segment: string): string | undefined {
  try {
    return decodeURIComponent(segment);
  } catch {
    return undefined;
  }
}
