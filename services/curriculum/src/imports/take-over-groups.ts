import type { Knex } from 'knex';
import { uuidV7 } from '@parta/contracts/kernel/uuid';
import type { CalendarDate } from '@parta/contracts/values/calendar-date';
import type { Year } from '../calendar/year.ts';
import type { PlannedTeachingGroup } from '../fet/import-plan.ts';
import { loadGroups } from '../teaching-groups/group-store.ts';
import { changeGroups, type NewGroup } from '../teaching-groups/save-groups.ts';
import type { TeachingGroup } from '../teaching-groups/teaching-group.ts';
import { loadKeys, rememberKeys } from './external-key-store.ts';
import { classKeyOf, subgroupKeyOf } from './take-over-people.ts';
import type { PlanStage } from './take-over-subjects.ts';

const MOST_HOURS = 60;

export interface Directory {
  readonly subjects: ReadonlyMap<string, string>;
  readonly people: ReadonlyMap<string, string>;
  /** By `classKeyOf`, `subgroupKeyOf`. */
  readonly classes: ReadonlyMap<string, string>;
}

interface GroupStage extends PlanStage {
  readonly year: Year;
  readonly directory: Directory;
  /** From when a teacher teaches who is new in a group that was there before. */
  readonly today: CalendarDate;
}

/** Teaching group by the file's key. */
export async function takeOverGroups(trx: Knex.Transaction, stage: GroupStage): Promise<Map<string, string>> {
  const { plan, institutionId, progress, year } = stage;
  const kind = `teaching-group-${year.year}` as const;
  const keys = await loadKeys(trx, kind);
  const fresh = new Map(plan.teachingGroups.filter(({ key }) => !keys.has(key)).map(({ key }) => [key, uuidV7()]));
  const ids = new Map(plan.teachingGroups.map(({ key }) => [key, keys.get(key) ?? fresh.get(key) ?? '']));
  const known = await loadGroups(trx, [...ids.values()]);
  const wanted = plan.teachingGroups.map((group): NewGroup => {
    const id = ids.get(group.key) ?? '';
    const before = known.get(id);
    return before ? { ...before, ...changesOf(group, before, stage) } : newGroup(id, group, stage);
  });
  for (const { line, name, hoursPerCycle } of plan.teachingGroups) {
    const hours = hoursPerCycle / plan.cycle.weeks;
    if (hours <= MOST_HOURS) continue;
    progress.tell({ line, element: 'Activity', name, code: 'hours-cut', effect: 'adjusted', params: { hours } });
  }
  await changeGroups(trx, institutionId, wanted);
  await rememberKeys(trx, { institutionId, kind }, fresh);
  progress.count('teachingGroups', fresh.size);
  return ids;
}

const hoursOf = ({ hoursPerCycle }: PlannedTeachingGroup, weeks: number): number =>
  Math.min(MOST_HOURS, hoursPerCycle / weeks);

const teachersOf = (group: PlannedTeachingGroup, { people }: Directory): string[] => [
  ...new Set(group.teachers.flatMap(({ teacherKey }) => people.get(teacherKey) ?? [])),
];

function newGroup(id: string, group: PlannedTeachingGroup, { plan, year, directory }: GroupStage): NewGroup {
  const scheme = year.schemes.find((one) => one.kind === 'semester') ?? year.schemes[0];
  const { classes, subjects } = directory;
  return {
    id,
    year: year.year,
    subjectId: subjects.get(group.subjectKey) ?? '',
    classIds: group.members.flatMap(
      ({ classKey, subgroupKey }) =>
        classes.get(subgroupKey === null ? classKeyOf(classKey) : subgroupKeyOf(subgroupKey)) ?? [],
    ),
    periodSchemeId: scheme?.id ?? '',
    teachers: teachersOf(group, directory).map((personId) => ({ personId, from: year.from, to: null })),
    hoursPerWeek: hoursOf(group, plan.cycle.weeks),
    scale: 'five',
  };
}

/**
 * What a later file may change in a group that is there: its hours, and teachers who never taught it are added. Whoever was taken
 * off by hand, or put on, stays so: the file does not know why.
 */
function changesOf(
  group: PlannedTeachingGroup,
  before: TeachingGroup,
  { plan, year, directory, today }: GroupStage,
): Partial<NewGroup> {
  const known = new Set(before.teachers.map(({ personId }) => personId));
  const from = today > year.from && today < year.to ? today : year.from;
  const added = teachersOf(group, directory).filter((personId) => !known.has(personId));
  return {
    hoursPerWeek: hoursOf(group, plan.cycle.weeks),
    teachers: [...before.teachers, ...added.map((personId) => ({ personId, from, to: null }))],
  };
}
