/** One save of the journal's append-only history. */
export interface Save {
  readonly institutionId: string;
  readonly pageId: string;
  readonly seq: number;
  readonly by: string;
  /** Milliseconds since 1970, by the journal's clock. */
  readonly at: number;
  readonly cells: readonly { readonly cell: string; readonly before: string; readonly after: string }[];
  /** The text under the hash names the same cells as the history by cell. */
  readonly sealed: boolean;
}

/** A cell as a table holds it now. */
export interface CellRow {
  readonly institutionId: string;
  readonly pageId: string;
  readonly cell: string;
  readonly version: number;
  readonly value: string;
}

export interface StandingRow {
  readonly pageId: string;
  readonly studentId: string;
  readonly sum: number;
  readonly weight: number;
  readonly marks: number;
  readonly absences: number;
}

/** One line of somebody's inbox. */
export interface Told {
  readonly userId: string;
  readonly institutionId: string;
  readonly cell: string;
  readonly before: string;
  readonly after: string;
  readonly at: number;
}

/** Everything that the services hold once nothing is under way any more. */
export interface Observed {
  readonly saves: readonly Save[];
  readonly cells: readonly CellRow[];
  readonly brokenPages: readonly string[];
  readonly standings: readonly StandingRow[];
  /** Weight of each work. */
  readonly weights: ReadonlyMap<string, number>;
  readonly inbox: readonly Told[];
  /** Who is told of a student's cells. */
  readonly recipients: ReadonlyMap<string, readonly string[]>;
  /** The copy that reports are made of. */
  readonly report: readonly CellRow[];
  /** Reasons of dead letters that nobody poisoned. */
  readonly deadLetters: readonly string[];
}
