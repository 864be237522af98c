import type { FetFile, FetNamed, FetTeacher } from './fet-file.ts';
import type { ImportPlan, ImportProblem, PlannedRoom, PlannedSubject, PlannedTeacher, Report } from './import-plan.ts';
import { planBells } from './plan-bells.ts';
import { planClasses } from './plan-classes.ts';
import { planCycle } from './plan-cycle.ts';
import { planEntries } from './plan-entries.ts';
import { planTeachingGroups } from './plan-teaching-groups.ts';
import { splitPersonName } from './split-person-name.ts';
import { uniqueNames } from './unique-names.ts';

/** What a FET file becomes here, and line by line what it does not. Pure: the same file gives the same plan and keys. [CUR-4, CUR-7] */
export function planImport(file: FetFile): ImportPlan {
  const problems: ImportProblem[] = [];
  const report: Report = (problem) => problems.push(problem);
  if (file.mode !== null && file.mode !== 'Official') {
    const params = { mode: file.mode };
    report({ line: 1, element: 'Mode', name: file.mode, code: 'mode-unsupported', effect: 'adjusted', params });
  }
  const cycle = planCycle(file.days, report);
  const bells = planBells(file.hours, report);
  const subjects = planSubjects(file, report);
  const teachers = planTeachers(file.teachers, report);
  const rooms = planRooms(file, report);
  const { classes, subgroups, membersByName } = planClasses(file.years, file.activities, report);
  const directory = { subjects, teachers, membersByName, hoursOfDay: file.hours.length };
  const { teachingGroups, taken } = planTeachingGroups(file.activities, directory, report);
  const entries = planEntries({ file, cycle, rooms, taken }, report);
  reportIgnored(file, report);
  const timetable = entries.length === 0 ? 'none' : entries.length < taken.size ? 'partial' : 'complete';
  if (timetable === 'partial') {
    const params = { count: taken.size - entries.length, of: taken.size };
    report({
      line: 1,
      element: 'Activities_List',
      name: '',
      code: 'activities-without-time',
      effect: 'skipped',
      params,
    });
  }
  return {
    institutionName: file.institutionName,
    teachers: [...teachers.values()],
    subjects: [...subjects.values()],
    classes,
    subgroups,
    teachingGroups,
    rooms: [...rooms.values()],
    bells,
    cycle,
    entries,
    timetable,
    problems: problems.sort((one, other) => one.line - other.line),
  };
}

function planSubjects(file: FetFile, report: Report): Map<string, PlannedSubject> {
  const subjects = uniqueNames(file.subjects, 'Subject', report);
  return mapValues(subjects, ({ externalKey, line, name, comment }) => ({ key: externalKey, line, name, comment }));
}

function planTeachers(teachers: readonly FetTeacher[], report: Report): Map<string, PlannedTeacher> {
  return mapValues(uniqueNames(teachers, 'Teacher', report), (teacher) => {
    const { line, name, externalKey } = teacher;
    const { complete, ...parts } = splitPersonName(name);
    const problem = { line, element: 'Teacher', name, effect: 'adjusted' } as const;
    if (!complete) report({ ...problem, code: 'teacher-name-incomplete', params: {} });
    if (teacher.qualifiedSubjects > 0) {
      report({ ...problem, code: 'qualified-subjects-ignored', params: { count: teacher.qualifiedSubjects } });
    }
    return { key: externalKey, line, displayName: name, ...parts };
  });
}

function planRooms(file: FetFile, report: Report): Map<string, PlannedRoom> {
  const buildings = uniqueNames(file.buildings, 'Building', report);
  return mapValues(uniqueNames(file.rooms, 'Room', report), (room) => {
    const { externalKey, line, name, capacity } = room;
    const building = room.building !== null && buildings.has(room.building) ? room.building : null;
    if (room.building !== building) {
      const params = { building: room.building ?? '' };
      report({ line, element: 'Room', name, code: 'unknown-building', effect: 'adjusted', params });
    }
    return { key: externalKey, line, name, building, capacity };
  });
}

/** One line a kind: five hundred lines that say the same would hide the one that matters. */
function reportIgnored(file: FetFile, report: Report): void {
  for (const { kind, count, line } of file.ignoredConstraints) {
    report({ line, element: kind, name: '', code: 'constraint-ignored', effect: 'skipped', params: { count } });
  }
  const used = new Map<string, number>();
  for (const tag of file.activities.flatMap(({ tags }) => tags)) used.set(tag, (used.get(tag) ?? 0) + 1);
  for (const { name, line } of file.tags) {
    const count = used.get(name);
    if (count === undefined) continue;
    report({ line, element: 'Activity_Tag', name, code: 'tag-ignored', effect: 'skipped', params: { count } });
  }
}

function mapValues<In extends FetNamed, Out>(
  items: ReadonlyMap<string, In>,
  change: (item: In) => Out,
): Map<string, Out> {
  return new Map([...items].map(([name, item]) => [name, change(item)]));
}
