/** One cell of a batch as a client asked for it. */
export interface AskedChange {
  /** As `cellKey` names it. */
  readonly cell: string;
  /** The version that the client saw. */
  readonly base: number;
  /** Canonical text of the new value; empty clears the cell. */
  readonly value: string;
}

export type ChangeOutcome =
  | { readonly status: 'applied'; readonly version: number }
  | { readonly status: 'conflict'; readonly version: number }
  | { readonly status: 'refused'; readonly code: string };

/** How a request ended for its client. */
export type OperationEnd =
  | { readonly kind: 'answered'; readonly seq: number; readonly outcomes: readonly ChangeOutcome[] }
  /** A problem of the client's own: nothing may have happened. */
  | { readonly kind: 'refused'; readonly code: string }
  /** No answer came before the client gave up: everything or nothing may have happened. */
  | { readonly kind: 'unknown' };

/** One intent of one client: a batch of changes under one key, however often it was sent. */
export interface Operation {
  readonly key: string;
  readonly by: string;
  readonly pageId: string;
  readonly changes: readonly AskedChange[];
  readonly end: OperationEnd;
  /** The text of every answer that the key was given: all of them must be equal. */
  readonly answers: readonly string[];
}

/** A page as a client read it after it had been told of `told`, the highest seq of its own answers. */
export interface Reading {
  readonly pageId: string;
  readonly told: number;
  readonly seq: number;
}

export interface History {
  readonly operations: readonly Operation[];
  readonly readings: readonly Reading[];
}

/** Cells whose change was acknowledged, over the whole history. */
export const acknowledged = ({ operations }: Pick<History, 'operations'>): number =>
  operations.reduce(
    (sum, { end }) =>
      sum + (end.kind === 'answered' ? end.outcomes.filter((each) => each.status === 'applied').length : 0),
    0,
  );
