import type { AnswerOf } from '../../../api/operations.ts';
import { type CellTarget, type CellValue, changeOf, keyOf, sameValue } from './cell-key.ts';
import type { NewWork, SavedCell } from './page-model.ts';

export type CellOutcome = AnswerOf<'journal.changeCells'>['outcomes'][number];

/** One cell as its writer wants it. */
export interface Edit {
  readonly target: CellTarget;
  readonly value: CellValue;
  /** Said with it; empty takes away what stands there, left out leaves it. */
  readonly comment?: string;
  /** The version that the writer saw; null while an earlier edit of the same cell is on its way. */
  readonly base: number | null;
  /** Whose and which cell, for the tray: it outlives the page and the period that it was made on. */
  readonly label: { readonly student: string; readonly column: string };
}

/** A batch that has been or will be sent: repeated byte for byte under its key until there is an answer. */
export interface SealedBatch {
  readonly id: string;
  readonly body: string;
  readonly edits: readonly Edit[];
}

export interface RefusedEdit {
  readonly edit: Edit;
  readonly code: string;
}

export interface ConflictingEdit {
  /** Mine; later edits of the cell are held here until the person chooses. */
  readonly edit: Edit;
  readonly version: number;
  readonly current: CellValue;
}

/** What is written here and not yet in the server's book. Plain data: stored in the browser as it is. */
export interface Unsent {
  readonly works: readonly NewWork[];
  readonly pending: Readonly<Record<string, Edit>>;
  readonly sealed: SealedBatch | null;
  readonly refused: Readonly<Record<string, RefusedEdit>>;
  readonly conflicts: Readonly<Record<string, ConflictingEdit>>;
}

export const nothingUnsent: Unsent = { works: [], pending: {}, sealed: null, refused: {}, conflicts: {} };

type SavedCells = ReadonlyMap<string, SavedCell>;
type Entries<T> = Readonly<Record<string, T>>;

function without<T>(entries: Entries<T>, key: string): Entries<T> {
  if (!(key in entries)) return entries;
  const { [key]: _gone, ...rest } = entries;
  return rest;
}

/** A batch never changes, so its index by cell is made once. */
const indexes = new WeakMap<SealedBatch, ReadonlyMap<string, Edit>>();

/** The edit of a cell that is on its way. */
export function sealedEdit({ sealed }: Unsent, key: string): Edit | undefined {
  if (!sealed) return undefined;
  let index = indexes.get(sealed);
  if (!index) {
    index = new Map(sealed.edits.map((edit) => [keyOf(edit.target), edit]));
    indexes.set(sealed, index);
  }
  return index.get(key);
}

/** The value that the writer left in the cell, sent or not; undefined = nothing unsent there. */
export function unsentValue(unsent: Unsent, key: string): CellValue | undefined {
  const edit = unsent.conflicts[key]?.edit ?? unsent.pending[key] ?? sealedEdit(unsent, key);
  return edit?.value;
}

/** The comment that the writer left beside the cell; undefined = nothing unsent there. */
export function unsentComment(unsent: Unsent, key: string): string | undefined {
  return unsent.conflicts[key]?.edit.comment ?? unsent.pending[key]?.comment ?? sealedEdit(unsent, key)?.comment;
}

const withComment = (edit: Edit, comment: string | undefined): Edit =>
  comment === undefined ? edit : { ...edit, comment };

/** Takes an edit in: edits of one cell become one, later ones wait for the answer to the one in flight. */
export function putEdit(unsent: Unsent, wish: Omit<Edit, 'base'>, saved: SavedCells): Unsent {
  const key = keyOf(wish.target);
  const conflict = unsent.conflicts[key];
  if (conflict) {
    const held = { ...conflict, edit: withComment({ ...conflict.edit, value: wish.value }, wish.comment) };
    return { ...unsent, conflicts: { ...unsent.conflicts, [key]: held } };
  }
  const clean: Unsent = { ...unsent, refused: without(unsent.refused, key) };
  const inFlight = sealedEdit(clean, key);
  const pending = clean.pending[key];
  const server = saved.get(key);
  const comment = wish.comment ?? pending?.comment;
  const stands = inFlight?.comment ?? server?.comment ?? '';
  const sameWord = comment === undefined || comment === stands;
  const unchanged = sameWord && sameValue(inFlight ? inFlight.value : (server?.value ?? null), wish.value);
  if (unchanged) return { ...clean, pending: without(clean.pending, key) };
  const base = inFlight ? null : (pending?.base ?? server?.version ?? 0);
  return { ...clean, pending: { ...clean.pending, [key]: withComment({ ...wish, base }, comment) } };
}

/** Closes a batch of what may go now; cells of works that the server does not know yet wait. */
export function seal(unsent: Unsent, id: string, limit: number): Unsent {
  if (unsent.sealed) return unsent;
  const unborn = new Set(unsent.works.map((work) => work.id));
  const ready = Object.entries(unsent.pending)
    .filter(([, { target, base }]) => base !== null && !(target.kind === 'mark' && unborn.has(target.workId)))
    .slice(0, limit);
  if (ready.length === 0) return unsent;
  const edits = ready.map(([, edit]) => edit);
  const body = JSON.stringify({ changes: edits.map((edit) => changeOf(edit, edit.base ?? 0)) });
  const taken = new Set(ready.map(([key]) => key));
  const pending = Object.fromEntries(Object.entries(unsent.pending).filter(([key]) => !taken.has(key)));
  return { ...unsent, pending, sealed: { id, body, edits } };
}

export interface Settled {
  readonly unsent: Unsent;
  /** Cells as the server now holds them. */
  readonly saved: ReadonlyMap<string, SavedCell>;
}

/** Takes the answer to the sealed batch in, cell by cell in the order of the batch. */
export function settle(unsent: Unsent, outcomes: readonly CellOutcome[]): Settled {
  const saved = new Map<string, SavedCell>();
  let next: Unsent = { ...unsent, sealed: null };
  for (const [index, edit] of (unsent.sealed?.edits ?? []).entries()) {
    const outcome = outcomes[index];
    if (outcome) next = settleOne(next, edit, outcome, saved);
  }
  return { unsent: next, saved };
}

function settleOne(unsent: Unsent, edit: Edit, outcome: CellOutcome, saved: Map<string, SavedCell>): Unsent {
  const key = keyOf(edit.target);
  const later = unsent.pending[key];
  switch (outcome.status) {
    case 'applied':
      saved.set(key, {
        ...{ version: outcome.version, value: edit.value },
        ...(edit.comment === undefined ? {} : { comment: edit.comment }),
      });
      return later ? { ...unsent, pending: { ...unsent.pending, [key]: { ...later, base: outcome.version } } } : unsent;
    case 'refused':
      // a later wish for the same cell gets a verdict of its own
      if (later) return { ...unsent, pending: { ...unsent.pending, [key]: { ...later, base: edit.base } } };
      return { ...unsent, refused: { ...unsent.refused, [key]: { edit, code: outcome.code } } };
    case 'conflict': {
      const { version, current } = outcome;
      const mine = withComment(later ?? edit, later?.comment ?? edit.comment);
      const rest: Unsent = { ...unsent, pending: without(unsent.pending, key) };
      saved.set(key, { version, value: current });
      if (sameValue(mine.value, current)) {
        // the same value: only the word beside it is mine, and it goes over what stands there
        return mine.comment === undefined
          ? rest
          : { ...rest, pending: { ...rest.pending, [key]: { ...mine, base: version } } };
      }
      return { ...rest, conflicts: { ...rest.conflicts, [key]: { edit: mine, version, current } } };
    }
  }
}

/** The whole batch is unacceptable: every cell of it is refused for the same reason. */
export const refuseSealed = (unsent: Unsent, code: string): Unsent => {
  const refused = (unsent.sealed?.edits ?? []).map((edit) => [keyOf(edit.target), { edit, code }] as const);
  return { ...unsent, sealed: null, refused: { ...unsent.refused, ...Object.fromEntries(refused) } };
};

/** The server knows the work now. */
export const workMade = (unsent: Unsent, workId: string): Unsent => ({
  ...unsent,
  works: unsent.works.filter((work) => work.id !== workId),
});

/** The server does not take the work: its marks are refused for the same reason. */
export function refuseWork(unsent: Unsent, workId: string, code: string): Unsent {
  const own = Object.entries(unsent.pending).filter(
    ([, { target }]) => target.kind === 'mark' && target.workId === workId,
  );
  const refused = Object.fromEntries(own.map(([key, edit]) => [key, { edit, code }]));
  const pending = own.reduce((rest, [key]) => without(rest, key), unsent.pending);
  return { ...workMade(unsent, workId), pending, refused: { ...unsent.refused, ...refused } };
}

/** The person chose: mine goes again over what stands there, theirs stays. */
export function resolveConflict(unsent: Unsent, key: string, choice: 'mine' | 'theirs'): Unsent {
  const conflict = unsent.conflicts[key];
  if (!conflict) return unsent;
  const rest: Unsent = { ...unsent, conflicts: without(unsent.conflicts, key) };
  const nothingMine = conflict.edit.comment === undefined && sameValue(conflict.edit.value, conflict.current);
  if (choice === 'theirs' || nothingMine) return rest;
  return { ...rest, pending: { ...rest.pending, [key]: { ...conflict.edit, base: conflict.version } } };
}

export const dismissRefused = (unsent: Unsent, key: string): Unsent => ({
  ...unsent,
  refused: without(unsent.refused, key),
});

/** Cells that still have to reach the server. */
export const countWaiting = (unsent: Unsent): { pending: number; sending: number } => ({
  pending: Object.keys(unsent.pending).length,
  sending: unsent.sealed?.edits.length ?? 0,
});
