import type { History } from '../history.ts';
import type { Observed } from '../observed.ts';
import { checkCopies } from './check-copies.ts';
import { checkJournal } from './check-journal.ts';
import type { Violation } from './violation.ts';

/** What of the platform's promise does not hold; empty when all of it does. Pure. */
export function checkHistory(history: History, observed: Observed): readonly Violation[] {
  const violations: Violation[] = [];
  const tell = (rule: Violation['rule'], text: string): void => void violations.push({ rule, text });
  checkJournal(history, observed, tell);
  checkCopies(observed, tell);
  return violations;
}

/** Rules with how often each was broken and one example, for people. */
export function shortOf(violations: readonly Violation[]): readonly string[] {
  const byRule = Map.groupBy(violations, (each) => each.rule);
  return [...byRule].map(([rule, all]) => `${rule} × ${all.length}, e.g. ${all[0]?.text ?? ''}`);
}
