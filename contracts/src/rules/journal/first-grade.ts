import type { ResultValue } from '../../values/mark.ts';
import type { OrganisationKind } from '../../values/organisation.ts';
import type { EditPolicy } from './edit-policy.ts';

/** Whether a student of this grade gets no marks: first-graders of a school; a college's grade is its course. [002 §3.5; R-24] */
export const isMarkless = (grade: number, kind: OrganisationKind, policy: Pick<EditPolicy, 'noMarkGrades'>): boolean =>
  kind !== 'college' && policy.noMarkGrades.includes(grade);

/** What stands where no homework is set. [002 §3.5] */
export const noHomework = 'нет';

/** What a lesson of the grade without marks stores as homework: «нет» for nothing; undefined = a task, which is refused. */
export const firstGradeHomework = (text: string): string | undefined =>
  text === '' || text.toLowerCase() === noHomework ? noHomework : undefined;

/** A first-grader's period ends with «н/оц», the year with «осв», which means learnt. */
export const isFirstGradeResult = ({ kind }: ResultValue, of: 'period' | 'year'): boolean =>
  kind === (of === 'period' ? 'not-graded' : 'mastered');
