/** A prepared statement: the server plans it once a connection, by its name. */
export interface Statement {
  readonly name: string;
  readonly text: string;
  readonly values: readonly unknown[];
}
