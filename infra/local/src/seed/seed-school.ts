import { classesContract } from '@parta/contracts/http/contingent/classes';
import { peopleContract } from '@parta/contracts/http/contingent/people';
import { teachingGroupsContract } from '@parta/contracts/http/curriculum/teaching-groups';
import { timetableContract } from '@parta/contracts/http/curriculum/timetable';
import { yearsContract } from '@parta/contracts/http/curriculum/years';
import { uuidV7 } from '@parta/contracts/kernel/uuid';
import type { Role } from '@parta/contracts/kernel/roles';
import { type CalendarDate } from '@parta/contracts/values/calendar-date';
import type { PersonName } from '@parta/contracts/values/person';
import { calendarOfYear } from './calendar-of-year.ts';
import { makeName } from './demo-names.ts';
import { enrolClass } from './enrol-class.ts';
import { placeLessons } from './place-lessons.ts';
import {
  type Assignment,
  classTeachers,
  type DemoClass,
  hoursOfWorkload,
  planWorkload,
  type Workload,
} from './plan-workload.ts';
import { demoGrades, hoursOf, schoolPlan } from './school-plan.ts';
import { seededRandom, type Random } from './seeded-random.ts';
import { type SeedPerson, untilKnown } from './seed-person.ts';

export interface SchoolSeed {
  readonly year: number;
  /** Letters of the classes by grade: `{ 1: 'АБВ' }`. */
  readonly letters: Readonly<Record<number, string>>;
  readonly seed: number;
  /** Pupils of a class, about. */
  readonly size: number;
}

export interface SeededPerson {
  readonly personId: string;
  readonly name: PersonName;
}

/** Whom the demo shows its pages with. */
export interface SeededSchool {
  readonly staff: Readonly<Partial<Record<Role, SeededPerson>>>;
  readonly student: SeededPerson;
  readonly guardian: SeededPerson;
}

const otherStaff: readonly (readonly [Role, string])[] = [
  ['director', 'Директор'],
  ['deputy', 'Заместитель директора по УВР'],
  ['study-head', 'Заведующий учебной частью'],
  ['secretary', 'Секретарь'],
  ['study-office', 'Заведующий учебным кабинетом'],
  ['extracurricular-teacher', 'Педагог дополнительного образования'],
  ['moderator', 'Модератор'],
];

/** A school with everything a year needs, made through the gateway by its administrator. */
export async function seedSchool(
  administrator: SeedPerson,
  { year, letters, seed, size }: SchoolSeed,
  say: (line: string) => void,
): Promise<SeededSchool> {
  const random = seededRandom(seed);
  const calendar = calendarOfYear(year, 'school');
  await administrator.client('curriculum', yearsContract).saveYear({ params: { year }, body: calendar });

  const classes: DemoClass[] = demoGrades(letters).map((each) => ({ ...each, id: uuidV7() }));
  const contingent = administrator.client('contingent', classesContract);
  for (const { id, name, grade } of classes) await contingent.createClass({ body: { id, year, name, grade } });

  const workload = planWorkload(classes);
  say(`staff: ${workload.teachers.length + otherStaff.length}, classes: ${classes.length}`);
  const { teachers, others } = await hire(administrator, workload, calendar.from, random);
  const heads = classTeachers(workload, classes, random);
  await untilAll(classes, async ({ id }) => {
    const head = teachers[heads.get(id) ?? 0];
    if (head)
      await contingent.setClassTeacher({
        params: { classId: id },
        body: { personId: head.personId, from: calendar.from },
      });
  });

  say('class lists');
  const divisions = new Map<string, readonly string[]>();
  for (const { id, name, grade } of classes) {
    const count = size - 2 + random.below(5);
    await enrolClass(administrator, {
      classId: id,
      year,
      count,
      from: calendar.from,
      order: `${name}-${year}`,
      random,
      age: grade + 6,
    });
    if (schoolPlan.some((subject) => subject.dividedFrom !== undefined && grade >= subject.dividedFrom)) {
      divisions.set(id, await divide(administrator, id, calendar.from));
    }
  }
  say('workload and timetable');
  await seedTimetable(administrator, { year, calendar, classes, workload, teachers, divisions, random });
  return showcase(administrator, { classes, teachers, heads, others });
}

async function hire(administrator: SeedPerson, workload: Workload, from: CalendarDate, random: Random) {
  const people = administrator.client('contingent', peopleContract);
  const add = async (roles: readonly (readonly [Role, string])[]): Promise<SeededPerson> => {
    const person = { personId: uuidV7(), name: makeName(random, random.chance(0.8) ? 'female' : 'male') };
    await people.addStaff({ body: { ...person, positions: roles.map(([role, title]) => ({ role, title, from })) } });
    return person;
  };
  const teachers: SeededPerson[] = [];
  for (const _ of workload.teachers) teachers.push(await add([['teacher', 'Учитель']]));
  const others: Partial<Record<Role, SeededPerson>> = {};
  for (const position of otherStaff) others[position[0]] = await add([position]);
  return { teachers, others };
}

/** Two halves of the list for the foreign language, as the deputy sets them. [CNT-3] */
async function divide(administrator: SeedPerson, classId: string, from: CalendarDate): Promise<readonly string[]> {
  const contingent = administrator.client('contingent', classesContract);
  const { members } = await contingent.getClass({ params: { classId } });
  const half = Math.ceil(members.length / 2);
  const halves = [members.slice(0, half), members.slice(half)];
  const ids: string[] = [];
  for (const [index, half] of halves.entries()) {
    const subgroupId = uuidV7();
    const studentIds = half.map((member) => member.studentId);
    await contingent.setSubgroup({
      params: { classId, subgroupId },
      body: { name: `англ. ${index + 1}`, studentIds, from },
    });
    ids.push(subgroupId);
  }
  return ids;
}

interface TimetableSeed {
  readonly year: number;
  readonly calendar: ReturnType<typeof calendarOfYear>;
  readonly classes: readonly DemoClass[];
  readonly workload: Workload;
  readonly teachers: readonly SeededPerson[];
  readonly divisions: ReadonlyMap<string, readonly string[]>;
  readonly random: Random;
}

async function seedTimetable(administrator: SeedPerson, seed: TimetableSeed): Promise<void> {
  const { year, calendar, classes, workload, teachers, random } = seed;
  const timetable = administrator.client('curriculum', timetableContract);
  const rooms = teachers.map((_, index) => ({
    id: uuidV7(),
    name: `${101 + Math.floor(index / 16) * 100 + (index % 16)}`,
  }));
  await timetable.saveRooms({ body: { rooms } });
  const made = await seedTeachingGroups(administrator, seed);

  const gradeOf = (classId: string): number => classes.find((each) => each.id === classId)?.grade ?? 5;
  const placed = placeLessons(hoursOfWorkload(workload, gradeOf), random);
  const byGroup = new Map(workload.assignments.map((each) => [`${each.classId}/${each.subject.key}`, each]));
  const entries = placed.flatMap(({ group, weekday, slot }) => {
    const assignment = byGroup.get(group);
    return (assignment ? (made.get(assignment) ?? []) : []).map(({ id, teacher }) => ({
      teachingGroupId: id,
      weekIndex: 0,
      weekday,
      slot,
      roomId: rooms[teacher]?.id ?? null,
      teacherIds: [],
    }));
  });
  const versionId = uuidV7();
  const bellScheduleId = calendar.bells[0]?.id ?? '';
  const body = { year, name: 'Основное расписание', cycleWeeks: 1, bellScheduleId, entries };
  await timetable.saveVersion({ params: { versionId }, body });
  await timetable.publishVersion({ params: { versionId }, body: { from: calendar.from } });
}

/** Teaching groups of an assignment: one for each teacher, in the order of the divisions. */
type MadeGroups = ReadonlyMap<Assignment, readonly { readonly id: string; readonly teacher: number }[]>;

async function seedTeachingGroups(administrator: SeedPerson, seed: TimetableSeed): Promise<MadeGroups> {
  const { year, calendar, classes, workload, teachers, divisions } = seed;
  const groups = administrator.client('curriculum', teachingGroupsContract);
  const subjectIds = new Map(schoolPlan.map((subject) => [subject.key, uuidV7()]));
  const subjects = schoolPlan.map(({ key, name, shortName }, index) => ({
    id: subjectIds.get(key) ?? '',
    name,
    shortName,
    order: index + 1,
  }));
  await groups.saveSubjects({ body: { subjects } });
  const made = new Map<Assignment, { id: string; teacher: number }[]>();
  const teachingGroups = workload.assignments.flatMap((assignment) => {
    const { classId, subject, teachers: own } = assignment;
    const grade = classes.find((each) => each.id === classId)?.grade ?? 5;
    const halves = own.length > 1 ? divisions.get(classId) : undefined;
    return own.map((teacher, index) => {
      const id = uuidV7();
      made.set(assignment, [...(made.get(assignment) ?? []), { id, teacher }]);
      return {
        id,
        year,
        subjectId: subjectIds.get(subject.key) ?? '',
        classIds: [halves?.[index] ?? classId],
        periodSchemeId: calendar.schemes[grade >= 10 ? 1 : 0]?.id ?? '',
        teachers: [{ personId: teachers[teacher]?.personId ?? '', from: calendar.from }],
        hoursPerWeek: hoursOf(subject, grade),
      };
    });
  });
  for (let at = 0; at < teachingGroups.length; at += 200) {
    const body = { teachingGroups: teachingGroups.slice(at, at + 200) };
    await untilKnown(() => groups.saveTeachingGroups({ body }));
  }
  return made;
}

interface Showcase {
  readonly classes: readonly DemoClass[];
  readonly teachers: readonly SeededPerson[];
  readonly heads: ReadonlyMap<string, number>;
  readonly others: Readonly<Partial<Record<Role, SeededPerson>>>;
}

/** A class of the middle school: its class teacher, a colleague, a pupil and the pupil's guardian. */
async function showcase(
  administrator: SeedPerson,
  { classes, teachers, heads, others }: Showcase,
): Promise<SeededSchool> {
  const shown = classes.find((each) => each.grade === 9) ?? classes.at(-1);
  if (!shown) throw new Error('a school without classes');
  const head = teachers[heads.get(shown.id) ?? 0];
  const colleague = teachers.find((each) => each !== head && !primaryOf(each, classes, heads, teachers));
  const contingent = administrator.client('contingent', classesContract);
  const people = administrator.client('contingent', peopleContract);
  const { members } = await contingent.getClass({ params: { classId: shown.id } });
  for (const { studentId, lastName, firstName, middleName } of members) {
    const [guardian] = (await people.getPerson({ params: { personId: studentId } })).guardians;
    if (!guardian || !head || !colleague) continue;
    const { personId, lastName: last, firstName: first, middleName: middle } = guardian;
    return {
      staff: { ...others, 'class-teacher': head, teacher: colleague },
      student: { personId: studentId, name: { lastName, firstName, middleName } },
      guardian: { personId, name: { lastName: last, firstName: first, middleName: middle } },
    };
  }
  throw new Error('nobody of the class has a guardian');
}

/** Whether this teacher heads a primary class: the demo's subject teacher is to have several classes. */
function primaryOf(
  person: SeededPerson,
  classes: readonly DemoClass[],
  heads: ReadonlyMap<string, number>,
  teachers: readonly SeededPerson[],
): boolean {
  const headed = classes.find((each) => teachers[heads.get(each.id) ?? -1] === person);
  return headed !== undefined && headed.grade <= 4;
}

async function untilAll<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  for (const item of items) await untilKnown(() => work(item));
}
