import type { EditRules } from '@parta/contracts/rules/journal/edit-window';
import { whyClosed } from '@parta/contracts/rules/journal/edit-window';
import { workTypes, type WorkTypeKey } from '@parta/contracts/values/work-type';
import { notFound } from '@parta/chassis/errors';
import { whyNotTeacher } from '../access/page-rights.ts';
import { refuse } from '../access/refuse.ts';
import { stateOf } from '../cells/lesson-state.ts';
import type { LessonFacts, PageFacts, WorkFacts } from '../cells/page-facts.ts';

export function typeOf(key: WorkTypeKey) {
  const type = workTypes.find((each) => each.key === key);
  if (!type) throw notFound('work-type-not-found');
  return type;
}

/** Practical, laboratory and control works carry their topic. [002 §5] */
export const lacksTopic = (key: WorkTypeKey, title: string): boolean => typeOf(key).needsTopic && title.trim() === '';

/** Whether works of this lesson may be made or changed by the actor now. @throws DomainError the refusal */
export function refuseWork(facts: PageFacts, lesson: LessonFacts, rules: EditRules): void {
  refuse(whyNotTeacher(facts.rights, lesson.date, rules.today));
  refuse(whyClosed(stateOf(facts.page, lesson), 'work', rules));
}

/** As a page shows a work. */
export function shownWork(facts: PageFacts, lesson: LessonFacts, work: WorkFacts, rules: EditRules) {
  return { ...work, date: lesson.date, closed: whyClosed(stateOf(facts.page, lesson), work.kind, rules) ?? null };
}
