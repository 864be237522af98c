/** What of the promise was broken, and where. */
export interface Violation {
  readonly rule: Rule;
  readonly text: string;
}

/** Names of the rules, as reports and tests call them. */
export const rules = [
  /** Acknowledged and not there. */
  'lost',
  /** There and asked for by nobody. */
  'ghost',
  'doubled',
  /** One key, two answers. */
  'answers',
  /** Written over a version that its writer had not seen. */
  'lost-update',
  /** A reader was shown less than it had been told before. */
  'stale',
  'before',
  'cell',
  'chain',
  'standing',
  'not-told',
  'told-twice',
  /** Told to the wrong person or of what never was. */
  'wrongly-told',
  'report',
  'dead-letter',
] as const;
export type Rule = (typeof rules)[number];

export type Tell = (rule: Rule, text: string) => void;
