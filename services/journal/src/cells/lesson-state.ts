import type { LessonState } from '@parta/contracts/rules/journal/edit-window';
import type { LessonFacts, LockedPage } from './page-facts.ts';

/** A lesson of a page as the edit windows see it; nobody can close a single period yet. */
export const stateOf = (page: LockedPage, { date, state }: Pick<LessonFacts, 'date' | 'state'>): LessonState => ({
  date,
  state,
  yearClosed: page.yearClosed,
  periodClosed: false,
});
