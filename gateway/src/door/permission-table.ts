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

/** An operation with its names. */
type Named = Omit<Match, 'upstreamUrl'>;

/** What may follow a path so far: words before a parameter, as they say more precisely what is meant. */
interface Branch {
  readonly words: Map<string, Branch>;
  parameter: Branch | undefined;
  /** What a path that ends here asks for, by method. */
  readonly ends: Map<string, Named>;
}

const PREFIX = '/api/';

/** The table of everything that may be asked, made from the contracts, so that no route can be forgotten. [DESIGN §3] */
export function buildPermissionTable(contracts: Readonly<Record<string, Contract>>): PermissionTable {
  const root = newBranch();
  for (const [service, contract] of Object.entries(contracts)) {
    for (const [name, operation] of Object.entries(contract)) {
      const path = [service, ...operation.path.slice(1).split('/')];
      const end = path.reduce(grow, root);
      end.ends.set(operation.method.toUpperCase(), { service, id: `${service}.${name}`, operation });
    }
  }
  return {
    find(method, url) {
      const query = url.indexOf('?');
      const segments = segmentsOf(query < 0 ? url : url.slice(0, query));
      const named = segments && follow(root, segments, 0, method === 'HEAD' ? 'GET' : method);
      if (!named) return undefined;
      const { service, id, operation } = named;
      return { service, id, operation, upstreamUrl: url.slice(PREFIX.length + service.length) };
    },
  };
}

const newBranch = (): Branch => ({ words: new Map(), parameter: undefined, ends: new Map() });

/** The branch that a part of a contract's path leads to, made where there is none yet. */
function grow(branch: Branch, part: string): Branch {
  if (part.startsWith('{')) return (branch.parameter ??= newBranch());
  const next = branch.words.get(part) ?? newBranch();
  branch.words.set(part, next);
  return next;
}

/** Fixed words are compared as written, so that no other spelling of a path reaches a service which reads it as the same. */
function follow(branch: Branch, segments: readonly string[], index: number, method: string): Named | undefined {
  const segment = segments[index];
  if (segment === undefined) return branch.ends.get(method);
  const word = branch.words.get(segment);
  return (
    (word && follow(word, segments, index + 1, method)) ??
    (branch.parameter && follow(branch.parameter, segments, index + 1, method))
  );
}

/**
 * The segments below `/api/`, still encoded. Undefined for a path that two readers might understand differently: empty or
 * dotted segments, encoded slashes, backslashes, control characters, broken escapes, a target with a host of its own.
 */
function segmentsOf(path: string): readonly string[] | undefined {
  if (!path.startsWith(PREFIX)) return undefined;
  const segments = path.slice(PREFIX.length).split('/');
  return USUAL.test(path) || segments.every(isPlain) ? segments : undefined;
}

/** Nearly every path: nothing in it can be read in two ways, so its segments need not be looked at one by one. */
const USUAL = /^(\/[\w-]+)+$/;

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
