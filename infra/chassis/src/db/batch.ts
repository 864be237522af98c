import pg from 'pg';
import { prepareValue } from 'pg/lib/utils.js';
import { serialize } from 'pg-protocol';
import type { Statement } from './statement.ts';

type Row = Record<string, unknown>;
type Parse = (text: string) => unknown;

interface Column {
  readonly name: string;
  readonly parse: Parse;
}

/** A statement that its connection knows: parsed by the server under its name, and what its rows look like. */
interface Known {
  readonly text: string;
  columns: readonly Column[];
}

interface RowDescription {
  readonly fields: readonly { readonly name: string; readonly dataTypeID: number }[];
}

const knownBy = new WeakMap<pg.Connection, Map<string, Known>>();

function knownOn(connection: pg.Connection): Map<string, Known> {
  let known = knownBy.get(connection);
  if (!known) knownBy.set(connection, (known = new Map<string, Known>()));
  return known;
}

const NOTHING_PARSED: readonly Column[] = [];

/**
 * Named statements in one message to the server with one end: the driver gives each statement an end of its own, for which the
 * server sends its answers so far, and asks each time what the rows look like. The first that fails fails all, those behind it are
 * never looked at, and outside a transaction all of them are one.
 */
export class Batch extends pg.Query {
  readonly #statements: readonly Statement[];
  readonly #types: Pick<pg.Client, 'getTypeParser'>;
  readonly #done = Promise.withResolvers<readonly Row[][]>();
  readonly #rows: Row[][];
  readonly #asked: Known[] = [];
  /** Names that this batch is the first to use on its connection. */
  readonly #fresh = new Map<string, number>();
  #at = 0;
  #unreadable: { readonly error: unknown } | undefined;

  constructor(statements: readonly Statement[], types: Pick<pg.Client, 'getTypeParser'>) {
    super('');
    this.#statements = statements;
    this.#types = types;
    this.#rows = statements.map(() => []);
  }

  /** Rows of each statement, once all took place. */
  get done(): Promise<readonly Row[][]> {
    return this.#done.promise;
  }

  // What follows is called by the driver.

  /** Answers an error instead of throwing it. */
  override submit = (connection: pg.Connection): Error | null => {
    try {
      connection.stream.write(this.#message(knownOn(connection)));
      return null;
    } catch (error) {
      this.#forgetFresh(connection, 0);
      return error instanceof Error ? error : new Error('a statement cannot be sent', { cause: error });
    }
  };

  handleRowDescription({ fields }: RowDescription): void {
    const known = this.#asked[this.#at];
    if (!known) return;
    known.columns = fields.map(({ name, dataTypeID }) => ({
      name,
      parse: this.#types.getTypeParser(dataTypeID, 'text') as Parse,
    }));
  }

  handleDataRow({ fields }: { readonly fields: readonly (string | null)[] }): void {
    if (this.#unreadable) return;
    try {
      const row: Row = {};
      for (const [index, { name, parse }] of (this.#asked[this.#at]?.columns ?? NOTHING_PARSED).entries()) {
        const text = fields[index] ?? null;
        row[name] = text === null ? null : parse(text);
      }
      this.#rows[this.#at]?.push(row);
    } catch (error) {
      this.#unreadable = { error };
    }
  }

  handleCommandComplete(): void {
    this.#at += 1;
  }

  handleEmptyQuery(): void {
    this.#at += 1;
  }

  handleError(error: Error, connection: pg.Connection): void {
    this.#forgetFresh(connection, this.#at);
    this.#done.reject(error);
  }

  handleReadyForQuery(): void {
    if (this.#unreadable) this.#done.reject(this.#unreadable.error);
    else this.#done.resolve(this.#rows);
  }

  #message(known: Map<string, Known>): Buffer {
    const parts: Buffer[] = [];
    for (const [index, { name, text, values }] of this.#statements.entries()) {
      let own = known.get(name);
      if (own && own.text !== text) throw new Error(`the statement ${name} was another one before`);
      const isFresh = own === undefined;
      if (!own) {
        known.set(name, (own = { text, columns: NOTHING_PARSED }));
        this.#fresh.set(name, index);
        // closed first: a batch that failed may have left it with the server, which takes the closing of an unknown one
        parts.push(serialize.close({ type: 'S', name }), serialize.parse({ name, text }));
      }
      this.#asked.push(own);
      parts.push(serialize.bind({ statement: name, values: [...values], valueMapper: prepareValue }));
      if (isFresh) parts.push(serialize.describe({ type: 'P' }));
      parts.push(serialize.execute());
    }
    parts.push(serialize.sync());
    return Buffer.concat(parts);
  }

  /** What was to be parsed or described by a statement that did not take place. */
  #forgetFresh(connection: pg.Connection, from: number): void {
    for (const [name, index] of this.#fresh) if (index >= from) knownOn(connection).delete(name);
  }
}
