import type { OrganisationKind } from '../../values/organisation.ts';
import type { EditPolicy } from './edit-policy.ts';

/** Whether a student of this grade gets no marks: first-graders of a school; a college's grade is its course. [002 §3.5; R-24] */
export const isMarkless = (grade: number, kind: OrganisationKind, policy: Pick<EditPolicy, 'noMarkGrades'>): boolean =>
  kind !== 'college' && policy.noMarkGrades.includes(grade);
