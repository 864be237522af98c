/** `unknown` = it could not be looked at; what hides it is a finding of its own. */
export type State = 'fine' | 'warning' | 'wrong' | 'unknown';

export interface Verdict {
  readonly state: State;
  /** In plain words, for an operator. */
  readonly what: string;
  /** The command or the step that comes next. */
  readonly next?: string;
}

export const fine = (what: string): Verdict => ({ state: 'fine', what });
export const warning = (what: string, next: string): Verdict => ({ state: 'warning', what, next });
export const wrong = (what: string, next: string): Verdict => ({ state: 'wrong', what, next });
export const unknown = (what: string): Verdict => ({ state: 'unknown', what });

/** What is ill, or one word that nothing is. */
export const illOr = (ill: readonly (Verdict | undefined)[], good: string): readonly Verdict[] => {
  const found = ill.filter((verdict) => verdict !== undefined);
  return found.length > 0 ? found : [fine(good)];
};
