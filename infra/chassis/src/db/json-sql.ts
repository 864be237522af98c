import type { Statement } from './statement.ts';

/**
 * Pieces of SQL by which several reads are one statement: each statement costs the service and Postgres about 0.1 ms, whatever it
 * brings.
 */

/** Rows of a read as a column: an array of objects. Dates come as they are, a `timestamptz` as text. */
export const jsonRows = (select: string): string => `(select coalesce(json_agg(r), '[]') from (${select}) r)`;

interface One {
  readonly name: string;
  readonly text: string;
}

/** By the names of their parts: a name stands for one text already. */
const known = new Map<string, One>();

/** Reads by the name under which their rows are answered. */
export type Reads<Name extends string = string> = Readonly<Record<Name, Statement>>;

/**
 * Reads that need nothing of each other as one statement, whose one row `rowsOfEach` takes. Their rows come through JSON: a
 * `timestamptz` as text.
 */
export function asOneRead(name: string, reads: Reads): Statement {
  const names = Object.keys(reads);
  const columns = (texts: readonly string[]): readonly string[] =>
    texts.map((text, at) => `${jsonRows(text)} as "${names[at]}"`);
  return asOne(name, Object.values(reads), (texts) => `select ${columns(texts).join(', ')}`);
}

/** The rows of each of `asOneRead`'s reads, by its name. */
export const rowsOfEach = <Name extends string>(rows: readonly unknown[] | undefined) =>
  (rows?.[0] ?? {}) as Readonly<Partial<Record<Name, readonly unknown[]>>>;

/** Writes to different tables as one statement: none sees what the others write, but for the checks of foreign keys at its end. */
export const asOneWrite = (name: string, writes: readonly Statement[]): Statement =>
  asOne(name, writes, (texts) => `with ${texts.map((text, at) => `w${at} as (${text})`).join(', ')} select`);

function asOne(name: string, parts: readonly Statement[], join: (texts: readonly string[]) => string): Statement {
  const key = [name, ...parts.map((part) => part.name)].join(' ');
  let one = known.get(key);
  if (!one) {
    let before = 0;
    const texts = parts.map(({ text, values }) => {
      const moved = text.replaceAll(/\$(\d+)/g, (_, number: string) => `$${Number(number) + before}`);
      before += values.length;
      return moved;
    });
    one = { name: `${name}.${known.size}`, text: join(texts) };
    known.set(key, one);
  }
  return { ...one, values: parts.flatMap(({ values }) => values) };
}
