import type { EditRules } from '@parta/contracts/rules/journal/edit-window';
import { type CellChange, type CellOutcome, cellKey } from '@parta/contracts/values/cell';
import { canonicalValue } from '../saves/canonical-value.ts';
import type { ChangedCell, PageFacts, Value } from './page-facts.ts';
import { whyRefused } from './why-refused.ts';

export interface Decision {
  /** In the order of the batch, one for each change. */
  readonly outcomes: readonly CellOutcome[];
  readonly changed: readonly ChangedCell[];
}

/** Which changes of a batch stand; the contract has made sure that each cell is named once. Pure. */
export function decideChanges(facts: PageFacts, changes: readonly CellChange[], rules: EditRules): Decision {
  const changed: ChangedCell[] = [];
  const next = facts.page.seq + 1;
  const outcomes = changes.map((change): CellOutcome => {
    const refusal = whyRefused(facts, change, rules);
    if (refusal) return { status: 'refused', code: refusal };

    const { version, value, comment = '' } = facts.cells.get(cellKey(change)) ?? { version: 0, value: null };
    const after = valueOf(change);
    const note = change.comment === comment ? undefined : change.comment;
    // What is already so needs no history: a repeated offline batch leaves no trace.
    if (sameValue(value, after) && note === undefined) return { status: 'applied', version };
    if (version !== change.baseVersion) return { status: 'conflict', version, current: value };

    changed.push({ change, before: value, after, ...(note === undefined ? {} : { note }) });
    return { status: 'applied', version: next };
  });
  return { outcomes, changed };
}

export function valueOf(change: CellChange): Value {
  if (change.kind === 'mark') return change.mark;
  return change.kind === 'attendance' ? change.code : change.result;
}

const sameValue = (a: Value, b: Value): boolean => canonicalValue(a) === canonicalValue(b);
