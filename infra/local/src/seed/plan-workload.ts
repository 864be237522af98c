import type { Random } from './seeded-random.ts';
import { hoursOf, type PlannedSubject, schoolPlan, specialtyOf } from './school-plan.ts';
import type { WeeklyHour } from './place-lessons.ts';

export interface DemoClass {
  readonly id: string;
  readonly name: string;
  readonly grade: number;
}

/** A subject of a class with the numbers of its teachers: two where it is divided. */
export interface Assignment {
  readonly classId: string;
  readonly subject: PlannedSubject;
  readonly teachers: readonly number[];
}

export interface Workload {
  /** Specialty of each teacher, by number. */
  readonly teachers: readonly string[];
  readonly assignments: readonly Assignment[];
}

/** Hours a week that a teacher of the demo has at most. */
const FULL_LOAD = 24;

/** Who teaches what: each class has one teacher a subject, nobody above a full load. */
export function planWorkload(classes: readonly DemoClass[]): Workload {
  const teachers: string[] = [];
  const loads: number[] = [];
  const hire = (specialty: string): number => {
    loads.push(0);
    return teachers.push(specialty) - 1;
  };
  /** The least busy teacher of the specialty who has room, other than those given. */
  function take(specialty: string, hours: number, except: readonly number[]): number {
    const free = teachers.flatMap((own, index) =>
      own === specialty && !except.includes(index) && (loads[index] ?? 0) + hours <= FULL_LOAD ? [index] : [],
    );
    const chosen =
      free.length > 0 ? free.reduce((a, b) => ((loads[b] ?? 0) < (loads[a] ?? 0) ? b : a)) : hire(specialty);
    loads[chosen] = (loads[chosen] ?? 0) + hours;
    return chosen;
  }

  const assignments = classes.flatMap(({ id: classId, grade }) => {
    const primary = grade <= 4 ? hire(`primary-${classId}`) : undefined;
    return schoolPlan
      .filter((subject) => hoursOf(subject, grade) > 0)
      .map((subject): Assignment => {
        const hours = hoursOf(subject, grade);
        const specialty = specialtyOf(subject, grade);
        if (specialty === 'primary' && primary !== undefined) return { classId, subject, teachers: [primary] };
        const first = take(specialty, hours, []);
        const divided = subject.dividedFrom !== undefined && grade >= subject.dividedFrom;
        return { classId, subject, teachers: divided ? [first, take(specialty, hours, [first])] : [first] };
      });
  });
  return { teachers, assignments };
}

/** The workload as hours that want a place in the week. */
export const hoursOfWorkload = (
  { assignments }: Workload,
  gradeOf: (classId: string) => number,
): readonly WeeklyHour[] =>
  assignments.flatMap(({ classId, subject, teachers }) =>
    Array.from({ length: hoursOf(subject, gradeOf(classId)) }, () => ({
      group: `${classId}/${subject.key}`,
      classId,
      teachers: teachers.map(String),
    })),
  );

/** A class teacher for each class, from those who teach it, nobody for two where it can be helped. */
export function classTeachers(
  { assignments }: Workload,
  classes: readonly DemoClass[],
  random: Random,
): ReadonlyMap<string, number> {
  const chosen = new Map<string, number>();
  const taken = new Set<number>();
  for (const { id } of classes) {
    const own = assignments.filter((each) => each.classId === id).flatMap((each) => each.teachers);
    const free = own.filter((teacher) => !taken.has(teacher));
    const teacher = own.length > 0 && free.includes(own[0] ?? -1) ? own[0] : random.pick(free.length > 0 ? free : own);
    if (teacher === undefined) continue;
    taken.add(teacher);
    chosen.set(id, teacher);
  }
  return chosen;
}
