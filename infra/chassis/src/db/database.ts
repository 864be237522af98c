import knex, { type Knex } from 'knex';
import pg from 'pg';
import { beginWithWork } from './begin-with-work.ts';

interface DatabaseOptions {
  /** Connections of the pool at most. */
  readonly max?: number;
  /** Shown in pg_stat_activity. */
  readonly name: string;
  /** Whoever asks tells of failures itself; knex writes them to the terminal besides. */
  readonly quiet?: boolean;
  /** The server refuses every write of these connections. */
  readonly readOnly?: boolean;
}

const INT8 = 20;
const DATE = 1082;
const INT8_ARRAY = 1016;
const DATE_ARRAY = 1182;
const TEXT_ARRAY: number = 1009;
const STATEMENT_TIMEOUT_MS = 30_000;
const IDLE_IN_TRANSACTION_MS = 60_000;

function safeInteger(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError('a bigint of the database does not fit into a number');
  return value;
}

// The list of types that pg declares has no arrays.
const textArray = pg.types.getTypeParser(TEXT_ARRAY) as (text: string) => (string | null)[];

/** A calendar date is text, never an instant of some time zone; a bigint is a number or an error, never a rounded one. */
const parsers = new Map<number, (text: string) => unknown>([
  [INT8, safeInteger],
  [DATE, (text) => text],
  [INT8_ARRAY, (text) => textArray(text).map((item) => (item === null ? null : safeInteger(item)))],
  [DATE_ARRAY, textArray],
]);

const types = {
  getTypeParser: (oid: number, format?: 'text' | 'binary'): unknown =>
    (format === 'binary' ? undefined : parsers.get(oid)) ?? pg.types.getTypeParser(oid, format ?? 'text'),
};

const nothing = (): void => undefined;
const silent = { warn: nothing, error: nothing, deprecate: nothing, debug: nothing };

/** The address with one more option, beside those that it has. */
function readOnlyAt(url: string): string {
  const address = new URL(url);
  const options = [address.searchParams.get('options'), '-c default_transaction_read_only=on'];
  address.searchParams.set('options', options.filter(Boolean).join(' '));
  return address.href;
}

/** A pool to one service's database under one of its roles. `date` reads as string, `int8` as number, `timestamptz` as Date. */
export function connectDatabase(
  url: string,
  { max = 10, name, quiet = false, readOnly = false }: DatabaseOptions,
): Knex {
  // The types of knex do not know pg's pipeline mode yet.
  const connection: Knex.PgConnectionConfig & { pipeline: true } = {
    connectionString: readOnly ? readOnlyAt(url) : url,
    pipeline: true,
    application_name: name,
    keepAlive: true,
    statement_timeout: STATEMENT_TIMEOUT_MS,
    // A relay or a consumer that vanished in the middle must give its locks back.
    idle_in_transaction_session_timeout: IDLE_IN_TRANSACTION_MS,
    types: types as unknown as NonNullable<Knex.PgConnectionConfig['types']>,
  };
  const pool = { min: 0, max };
  return beginWithWork(
    knex({ client: 'pg', connection, pool, acquireConnectionTimeout: 10_000, ...(quiet && { log: silent }) }),
  );
}
