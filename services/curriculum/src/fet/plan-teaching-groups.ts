import { createHash } from 'node:crypto';
import type { FetActivity } from './fet-file.ts';
import type {
  ImportProblem,
  PlannedMember,
  PlannedSubject,
  PlannedTeacher,
  PlannedTeachingGroup,
  Report,
} from './import-plan.ts';

/** What activities refer to, by the cleaned name. */
export interface Directory {
  readonly subjects: ReadonlyMap<string, PlannedSubject>;
  readonly teachers: ReadonlyMap<string, PlannedTeacher>;
  readonly membersByName: ReadonlyMap<string, readonly PlannedMember[]>;
  readonly hoursOfDay: number;
}

export interface TakenActivity {
  readonly id: string;
  readonly teachingGroupKey: string;
  readonly teacherKeys: readonly string[];
  readonly duration: number;
}

interface Resolved {
  readonly subject: PlannedSubject;
  readonly members: readonly PlannedMember[];
  readonly teacherKeys: readonly string[];
  readonly duration: number;
}

interface Draft extends Omit<PlannedTeachingGroup, 'teachers' | 'hoursPerCycle' | 'activityIds'> {
  readonly activities: TakenActivity[];
}

/**
 * One teaching group per subject and set of students: a subject taught by two teachers in two split activities is still
 * one journal page. [domain §2]
 */
export function planTeachingGroups(
  activities: readonly FetActivity[],
  directory: Directory,
  report: Report,
): { teachingGroups: PlannedTeachingGroup[]; taken: Map<string, TakenActivity> } {
  const groups = new Map<string, Draft>();
  const taken = new Map<string, TakenActivity>();
  const lines = new Map<string, number>();
  for (const activity of activities) {
    const firstLine = lines.get(activity.id);
    if (firstLine !== undefined) {
      report({ ...about(activity), code: 'duplicate-activity', effect: 'skipped', params: { firstLine } });
      continue;
    }
    lines.set(activity.id, activity.line);
    const resolved = resolve(activity, directory, report);
    if (!resolved) continue;
    const key = teachingGroupKey(resolved.subject.key, resolved.members);
    const { teacherKeys, duration } = resolved;
    const one = { id: activity.id, teachingGroupKey: key, teacherKeys, duration };
    taken.set(activity.id, one);
    const group = groups.get(key);
    if (group) group.activities.push(one);
    else {
      const name = `${resolved.subject.name} — ${activity.students.join(', ')}`;
      const { subject, members } = resolved;
      groups.set(key, { key, line: activity.line, name, subjectKey: subject.key, members, activities: [one] });
    }
  }
  return { teachingGroups: [...groups.values()].map(finish), taken };
}

function resolve(activity: FetActivity, directory: Directory, report: Report): Resolved | null {
  const skip = (code: ImportProblem['code'], params: ImportProblem['params'] = {}): null => {
    report({ ...about(activity), code, effect: 'skipped', params });
    return null;
  };
  const note = (code: ImportProblem['code'], params: ImportProblem['params']): void =>
    report({ ...about(activity), code, effect: 'adjusted', params });

  if (!activity.active) return skip('activity-inactive');
  const subject = directory.subjects.get(activity.subject ?? '');
  if (!subject) return skip('unknown-subject', { subject: activity.subject ?? '' });
  if (activity.duration === null) return skip('duration-invalid');
  if (activity.duration > directory.hoursOfDay) {
    return skip('longer-than-day', { duration: activity.duration, hours: directory.hoursOfDay });
  }
  if (activity.students.length === 0) return skip('activity-without-students');
  const unknown = activity.students.filter((name) => !directory.membersByName.has(name));
  const members = joinMembers(activity.students.flatMap((name) => directory.membersByName.get(name) ?? []));
  if (members.length === 0) return skip('unknown-students', { students: unknown.join(', ') });
  for (const students of unknown) note('unknown-students', { students });

  const teacherKeys = new Set<string>();
  for (const name of activity.teachers) {
    const teacher = directory.teachers.get(name);
    if (teacher) teacherKeys.add(teacher.key);
    else note('unknown-teacher', { teacher: name });
  }
  if (activity.teachers.length === 0) note('activity-without-teacher', {});
  if (teacherKeys.size > 1)
    note('several-teachers', { teachers: activity.teachers.join(', '), count: teacherKeys.size });
  if (activity.comment) note('activity-comment-ignored', { comment: activity.comment.slice(0, 200) });
  return { subject, members, teacherKeys: [...teacherKeys], duration: activity.duration };
}

/** Each once, sorted; a subgroup beside its whole class says nothing more. */
function joinMembers(members: readonly PlannedMember[]): PlannedMember[] {
  const whole = new Set(members.filter(({ subgroupKey }) => subgroupKey === null).map(({ classKey }) => classKey));
  const kept = members.filter(({ classKey, subgroupKey }) => subgroupKey === null || !whole.has(classKey));
  const unique = new Map(kept.map((member) => [memberKey(member), member]));
  return [...unique.entries()].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, member]) => member);
}

/** Hashed, so that neither the length nor a character of a name can make two groups one. */
export function teachingGroupKey(subjectKey: string, members: readonly PlannedMember[]): string {
  const text = JSON.stringify([subjectKey, ...members.map(memberKey)]);
  return createHash('sha256').update(text).digest('hex');
}

const memberKey = ({ classKey, subgroupKey }: PlannedMember): string => JSON.stringify([classKey, subgroupKey]);

function finish({ activities, ...group }: Draft): PlannedTeachingGroup {
  const teachers = [...new Set(activities.flatMap(({ teacherKeys }) => teacherKeys))].map((teacherKey) => {
    const own = activities.filter(({ teacherKeys }) => teacherKeys.includes(teacherKey));
    return { teacherKey, hoursPerCycle: hours(own), activityIds: own.map(({ id }) => id) };
  });
  return { ...group, teachers, hoursPerCycle: hours(activities), activityIds: activities.map(({ id }) => id) };
}

const hours = (activities: readonly TakenActivity[]): number =>
  activities.reduce((total, { duration }) => total + duration, 0);

const about = ({ line, id }: FetActivity): Pick<ImportProblem, 'line' | 'element' | 'name'> => ({
  line,
  element: 'Activity',
  name: id,
});
