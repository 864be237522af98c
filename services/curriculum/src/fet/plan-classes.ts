import type { FetActivity, FetGroup, FetNamed, FetSubgroup, FetYear } from './fet-file.ts';
import { guessGrade } from './guess-grade.ts';
import type { PlannedClass, PlannedMember, PlannedSubgroup, Report } from './import-plan.ts';
import { divisionsOf } from './subgroup-divisions.ts';

export interface PlannedStudents {
  readonly classes: readonly PlannedClass[];
  readonly subgroups: readonly PlannedSubgroup[];
  /** What each student set's name of the file stands for. */
  readonly membersByName: ReadonlyMap<string, readonly PlannedMember[]>;
}

interface Draft {
  readonly classes: PlannedClass[];
  readonly subgroups: PlannedSubgroup[];
  readonly membersByName: Map<string, PlannedMember[]>;
  /** Sets that some activity is for. */
  readonly used: ReadonlySet<string>;
  readonly report: Report;
}

/** Whole-parallel lessons are rare, whole-class lessons are the rule. */
const DIRECT_SHARE = 0.2;
const PARALLEL = /^\d{1,2}(?: ?-?[йе]? ?классы?)?$|курс|специальность|параллель/iu;

/**
 * FET knows years, groups and subgroups, and a college and a school fill them differently: «ЛД101» with groups «П1, П2,
 * Б1…» is a class with its divisions, «5» with groups «5А, 5Б» is a parallel with its classes. See `yearIsClass`.
 */
export function planClasses(
  years: readonly FetYear[],
  activities: readonly FetActivity[],
  report: Report,
): PlannedStudents {
  const used = new Set(activities.flatMap(({ students }) => students));
  const draft: Draft = { classes: [], subgroups: [], membersByName: new Map(), used, report };
  for (const year of years) {
    if (!isFree(draft, year, 'Year')) continue;
    if (yearIsClass(year, activities)) addClassYear(draft, year);
    else addParallel(draft, year);
  }
  const { classes, subgroups, membersByName } = draft;
  return { classes, subgroups, membersByName };
}

/**
 * The names decide first: a year called «5» or «1 курс» only counts up. Then the sets: a student is in exactly one
 * class, so groups that share a subgroup are divisions of one. Then names again: a group called «year-something» is a
 * part of the year, a year called «5А» or «СД11» is a class by itself. Else the use: what a good part of the activities address
 * directly is a class.
 */
export function yearIsClass(year: FetYear, activities: readonly FetActivity[]): boolean {
  if (year.groups.length === 0) return true;
  if (PARALLEL.test(year.name)) return false;
  const atoms = year.groups.flatMap(atomsOf);
  if (new Set(atoms).size < atoms.length) return true;
  if (year.groups.every((group) => /^[ _./(–—-]/u.test(restAfter(year.name, group.name)))) return true;
  if (hasGrade(year.name) && !year.groups.every(({ name }) => hasGrade(name))) return true;
  const names = new Set(year.groups.flatMap((group) => [group.name, ...group.subgroups.map(({ name }) => name)]));
  const direct = activities.filter(({ students }) => students.includes(year.name)).length;
  const below = activities.filter(({ students }) => students.some((name) => names.has(name))).length;
  return direct > 0 && direct / (direct + below) >= DIRECT_SHARE;
}

function hasGrade(name: string): boolean {
  const { grade, course } = guessGrade(name);
  return grade !== null || course !== null;
}

function addClassYear(draft: Draft, year: FetYear): void {
  const planned = addClass(draft, year, null);
  addSubgroups(draft, planned.key, year.name, year.groups);
  const known = new Set(year.groups.map(({ name }) => name));
  const atoms = new Map(year.groups.flatMap((group) => group.subgroups.map((atom) => [atom.name, atom] as const)));
  // FET makes the atoms itself where divisions cross; one is a subgroup of teaching only if it is taught by itself
  const taught = [...atoms.values()].filter(({ name }) => draft.used.has(name) && !known.has(name));
  addSubgroups(draft, planned.key, year.name, taught);
}

/** Classes first: a group across them («англ. 1» of 5А and 5Б) is then told by the subgroups that it shares with them. */
function addParallel(draft: Draft, year: FetYear): void {
  const classes: PlannedMember[] = [];
  const claimed = new Set<string>();
  const graded = (group: FetGroup): number => (hasGrade(group.name) ? 0 : 1);
  for (const group of year.groups.toSorted((one, other) => graded(one) - graded(other))) {
    const atoms = atomsOf(group);
    if (!isFree(draft, group, 'Group')) classes.push(...(draft.membersByName.get(group.name) ?? []));
    else if (atoms.some((atom) => claimed.has(atom))) {
      const members = atoms.flatMap((atom) => draft.membersByName.get(atom) ?? []);
      draft.membersByName.set(group.name, members);
    } else {
      const planned = addClass(draft, group, year);
      classes.push({ classKey: planned.key, subgroupKey: null });
      addSubgroups(draft, planned.key, group.name, group.subgroups);
    }
    for (const atom of atoms) claimed.add(atom);
  }
  draft.membersByName.set(year.name, classes);
}

function addClass(draft: Draft, set: FetSubgroup, parallel: FetYear | null): PlannedClass {
  const own = guessGrade(set.name);
  const guess = own.grade === null && own.course === null && parallel ? guessGrade(parallel.name) : own;
  const key = set.externalKey;
  const problem = { line: set.line, element: parallel ? 'Group' : 'Year', name: set.name, effect: 'adjusted' } as const;
  if (guess.course !== null) draft.report({ ...problem, code: 'course-guessed', params: { course: guess.course } });
  else if (guess.grade === null) draft.report({ ...problem, code: 'grade-unknown', params: {} });
  const planned = {
    key,
    line: set.line,
    name: set.name,
    parallel: parallel?.name ?? null,
    ...guess,
    students: set.students,
  };
  draft.classes.push(planned);
  draft.membersByName.set(set.name, [{ classKey: key, subgroupKey: null }]);
  return planned;
}

function addSubgroups(
  draft: Draft,
  classKey: string,
  className: string,
  sets: readonly (FetSubgroup | FetGroup)[],
): void {
  const free = sets.filter((set) => isFree(draft, set, 'subgroups' in set ? 'Group' : 'Subgroup'));
  const unique = [...new Map(free.map((set) => [set.name, set])).values()];
  const parts = unique.map((set) => ({ name: restAfter(className, set.name) || set.name, atoms: atomsOf(set) }));
  const divisions = divisionsOf(parts);
  for (const [index, set] of unique.entries()) {
    const { atoms } = parts[index] ?? { atoms: [] };
    const key = set.externalKey;
    draft.subgroups.push({
      key,
      line: set.line,
      name: set.name,
      classKey,
      division: divisions[index] ?? '',
      atoms,
      students: set.students,
    });
    draft.membersByName.set(set.name, [{ classKey, subgroupKey: key }]);
  }
}

function isFree(draft: Draft, set: FetNamed, element: 'Year' | 'Group' | 'Subgroup'): boolean {
  const problem = { line: set.line, element, name: set.name, effect: 'skipped' } as const;
  if (!set.name) {
    draft.report({ ...problem, code: 'empty-name', params: {} });
    return false;
  }
  if (!draft.membersByName.has(set.name)) return true;
  draft.report({ ...problem, code: element === 'Year' ? 'duplicate-name' : 'students-in-two-years', params: {} });
  return false;
}

function atomsOf(set: FetSubgroup | FetGroup): string[] {
  const parts = 'subgroups' in set ? set.subgroups.map(({ name }) => name) : [];
  return parts.length > 0 ? [...new Set(parts)].sort() : [set.name];
}

/** What a part's name adds to the whole's; '' where it does not begin with it. */
const restAfter = (whole: string, part: string): string => (part.startsWith(whole) ? part.slice(whole.length) : '');
