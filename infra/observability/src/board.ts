/** What one panel asks for; of Prometheus an expression, of Postgres a statement. */
export interface Query {
  readonly ask: string;
  /** How a series is called, with Grafana's placeholders. */
  readonly legend?: string;
}

export type Unit = 'short' | 's' | 'percentunit' | 'reqps' | 'ops' | 'bytes' | 'bool_on_off';

export interface Panel {
  readonly title: string;
  readonly unit: Unit;
  readonly queries: readonly Query[];
  /** A line over time unless told. */
  readonly shown?: 'number' | 'table' | 'bars';
  /** Drawn as a red line: what is promised, or where an alert begins. */
  readonly limit?: number;
}

export interface Row {
  readonly title: string;
  readonly panels: readonly Panel[];
}

/** A choice at the top of the board. */
export interface Choice {
  readonly name: string;
  readonly label: string;
  readonly ask: string;
  readonly source: Source;
}

export type Source = 'prometheus' | 'journal' | 'identity';

export interface Board {
  readonly uid: string;
  readonly title: string;
  readonly source: Source;
  readonly choices?: readonly Choice[];
  readonly rows: readonly Row[];
}
