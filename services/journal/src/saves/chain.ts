import { createHash } from 'node:crypto';
import { liftedSeq } from '@parta/contracts/values/page-seq';

/** What one save adds to the history of its page. */
export interface Link {
  readonly pageId: string;
  readonly seq: number;
  /** Milliseconds since 1970, by the service's clock. */
  readonly at: number;
  readonly by: string;
  readonly cells: readonly LinkCell[];
}

export interface LinkCell {
  readonly kind: string;
  readonly targetId: string;
  readonly studentId: string;
  readonly before: string;
  readonly after: string;
  /** Salted hash of the comment that came with it. */
  readonly note?: string;
}

/**
 * The bytes that are hashed: fixed text fields, ids, codes and milliseconds. JSON of the database would reorder and its
 * timestamps round, so neither takes part. Free text only as a salted hash: erased, it leaves the chain whole. Form 1 has no
 * notes, form 2 names them at the end of their cell's line. [DESIGN §7]
 */
export function canonicalText({ pageId, seq, at, by, cells }: Link): string {
  const lines = cells.map(({ kind, targetId, studentId, before, after, note }) =>
    [kind, targetId, studentId, fingerprint(before), fingerprint(after), ...(note ? [note] : [])].join('|'),
  );
  const form = cells.some(({ note }) => note !== undefined) ? 2 : 1;
  return [`${form}|${pageId}|${seq}|${at}|${by}`, ...lines.toSorted()].join('\n');
}

/** The link that a restore adds: the saves that it has lost leave a gap, which this names and seals. */
export const restoredText = ({
  pageId,
  seq,
  at,
  after,
}: {
  pageId: string;
  seq: number;
  at: number;
  after: number;
}): string => `1|${pageId}|${seq}|${at}|${NOBODY}\nrestored|${after}`;

/** In the place of an author where no person is one. */
export const NOBODY = '00000000-0000-0000-0000-000000000000';

const isRestored = ({ canonical }: StoredLink, after: number): boolean =>
  canonical.split('\n')[1] === `restored|${after}`;

/** Short codes stand as they are; free text only as its hash. */
const fingerprint = (value: string): string =>
  value.length <= 40 && !/[\n|]/.test(value)
    ? value
    : `sha256:${createHash('sha256').update(value).digest('base64url')}`;

/** One link per save: hash(previous head, canonical text). */
export const linkHash = (previous: Buffer, canonical: string): Buffer =>
  createHash('sha256').update(previous).update(canonical).digest();

export interface StoredLink {
  readonly seq: number;
  readonly canonical: string;
  readonly hash: Buffer;
}

/** The seq of the first link that was tampered with or is missing, or undefined when the whole chain holds. [JRN-22] */
export function firstBrokenLink(links: readonly StoredLink[], head: Buffer): number | undefined {
  let previous: Buffer = Buffer.alloc(0);
  let newest = 0;
  for (const link of links) {
    const follows = link.seq === newest + 1 || (link.seq === liftedSeq(newest) && isRestored(link, newest));
    if (!follows || !linkHash(previous, link.canonical).equals(link.hash)) return newest + 1;
    previous = link.hash;
    newest = link.seq;
  }
  return previous.equals(head) ? undefined : newest + 1;
}

export interface StoredNote {
  readonly seq: number;
  readonly kind: string;
  readonly targetId: string;
  readonly studentId: string;
  /** Of what stands there now. */
  readonly hash: string;
}

/** The seq of the first save whose link does not name a note as it stands; erased notes are simply not there. */
export function firstFalseNote(links: readonly StoredLink[], notes: readonly StoredNote[]): number | undefined {
  const lines = new Map(links.map(({ seq, canonical }) => [seq, canonical.split('\n')]));
  const isNamed = ({ seq, kind, targetId, studentId, hash }: StoredNote): boolean =>
    lines.get(seq)?.some((line) => line.startsWith(`${kind}|${targetId}|${studentId}|`) && line.endsWith(`|${hash}`)) ??
    false;
  const wrong = notes.filter((note) => !isNamed(note)).map(({ seq }) => seq);
  return wrong.length > 0 ? Math.min(...wrong) : undefined;
}
