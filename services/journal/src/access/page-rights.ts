import type { Role } from '@parta/contracts/kernel/roles';
import { type CalendarDate, covers, type Interval } from '@parta/contracts/values/calendar-date';
import type { RefusalCode } from '@parta/contracts/values/cell';

export interface Teaching extends Interval {
  readonly personId: string;
}

export interface OwnClass extends Interval {
  readonly classId: string;
}

/** What the actor is to a page. */
export interface PageRights {
  readonly personId: string | null;
  /** All teachers of the page over time. */
  readonly teachers: readonly Teaching[];
  /** Classes of the page, or their parents, whose class teacher the actor is or was. */
  readonly ownClasses: readonly OwnClass[];
}

/** Roles that read every page of the institution. */
const readers: readonly Role[] = ['deputy', 'director', 'study-head'];

/** Whether the page exists for this actor; whoever may not read it is told what a missing page tells. */
export function mayRead({ personId, teachers, ownClasses }: PageRights, roles: readonly Role[]): boolean {
  return (
    roles.some((role) => readers.includes(role)) ||
    teachers.some((each) => each.personId === personId) ||
    ownClasses.length > 0
  );
}

/**
 * Why a teacher may not write to a lesson of the page, or undefined if they may. Rights are judged for the lesson's date and for
 * the moment of writing separately: whoever teaches no longer writes nothing, also not for last week; a successor writes for
 * lessons of a predecessor who is gone. [R-20 to R-22; domain §3]
 */
export function whyNotTeacher(
  { personId, teachers }: PageRights,
  lessonDate: CalendarDate,
  today: CalendarDate,
): RefusalCode | undefined {
  const own = teachers.filter((each) => each.personId === personId);
  if (own.length === 0) return 'read-only-role';
  if (!own.some((each) => covers(each, today)))
    return own.some((each) => each.from > today) ? 'not-your-lesson' : 'right-ended';
  if (own.some((each) => covers(each, lessonDate)) || lessonDate > today) return undefined;
  const others = teachers.filter((each) => each.personId !== personId && covers(each, lessonDate));
  return others.some((each) => covers(each, today)) ? 'not-your-lesson' : undefined;
}

/** Whether the actor is today the class teacher of a student of these classes. */
export const isClassTeacherOf = (
  { ownClasses }: PageRights,
  classIds: readonly string[],
  today: CalendarDate,
): boolean => ownClasses.some((each) => classIds.includes(each.classId) && covers(each, today));
