import { classesContract } from '@parta/contracts/http/contingent/classes';
import { peopleContract } from '@parta/contracts/http/contingent/people';
import { timetableImportsContract, type TimetableImport } from '@parta/contracts/http/curriculum/imports';
import { teachingGroupsContract } from '@parta/contracts/http/curriculum/teaching-groups';
import { yearsContract } from '@parta/contracts/http/curriculum/years';
import type { CalendarDate } from '@parta/contracts/values/calendar-date';
import { calendarOfYear } from './calendar-of-year.ts';
import { demoCollegeFile } from './demo-college-file.ts';
import { enrolClass } from './enrol-class.ts';
import { seededRandom } from './seeded-random.ts';
import { type SeedPerson, untilKnown } from './seed-person.ts';
import type { SeededSchool } from './seed-school.ts';

/** A college from its own timetable file; groups are filled with students, their divisions by halves. */
export async function seedCollege(
  administrator: SeedPerson,
  year: number,
  say: (line: string) => void,
): Promise<SeededSchool> {
  const random = seededRandom(year + 5);
  const calendar = calendarOfYear(year, 'college');
  await administrator.client('curriculum', yearsContract).saveYear({ params: { year }, body: calendar });
  const imports = administrator.client('curriculum', timetableImportsContract);
  const { fileName, bytes } = demoCollegeFile();
  const { importId } = await imports.importTimetable({
    query: { fileName, year, publishFrom: calendar.from },
    body: bytes,
  });
  const done = await untilDone(() => imports.getTimetableImport({ params: { importId } }));
  say(`file: ${done.counts.teachers?.found ?? 0} teachers, ${done.counts.teachingGroups?.found ?? 0} teaching groups`);

  const contingent = administrator.client('contingent', classesContract);
  const { classes } = await contingent.listClasses({ query: { year } });
  for (const { id, name } of classes) {
    await enrolClass(administrator, {
      classId: id,
      year,
      count: 16 + random.below(6),
      from: calendar.from,
      order: `${name}-${year}`.slice(0, 40),
      random,
      age: 17,
    });
    await divide(administrator, id, calendar.from);
  }
  return showcase(administrator, { from: calendar.from, year });
}

async function untilDone(read: () => Promise<TimetableImport>): Promise<TimetableImport> {
  for (;;) {
    const state = await read();
    if (state.state === 'done') return state;
    if (state.state === 'failed') throw new Error(`the college's file was refused: ${state.failure?.code ?? ''}`);
    await new Promise((resolve) => setTimeout(resolve, 300));
  }
}

/** Subgroups of one division share the group out: the first half to the first, the second to the next. */
async function divide(administrator: SeedPerson, classId: string, from: CalendarDate): Promise<void> {
  const contingent = administrator.client('contingent', classesContract);
  const { members, divisions } = await contingent.getClass({ params: { classId } });
  const ofLetter = Map.groupBy(divisions, (division) => division.name.replace(/\d+$/, ''));
  for (const parts of ofLetter.values()) {
    const size = Math.ceil(members.length / parts.length);
    for (const [index, { id: subgroupId, name }] of parts.entries()) {
      const studentIds = members.slice(index * size, (index + 1) * size).map((member) => member.studentId);
      await contingent.setSubgroup({ params: { classId, subgroupId }, body: { name, studentIds, from } });
    }
  }
}

/** The busiest teacher, who becomes the curator of a group that is taught; a student of it and their guardian. */
async function showcase(
  administrator: SeedPerson,
  { from, year }: { readonly from: CalendarDate; readonly year: number },
): Promise<SeededSchool> {
  const contingent = administrator.client('contingent', classesContract);
  const people = administrator.client('contingent', peopleContract);
  const groups = administrator.client('curriculum', teachingGroupsContract);
  const { classes } = await contingent.listClasses({ query: { year } });
  // a small college may have one teacher for a whole group: its curator then teaches elsewhere
  const { teachingGroups: all } = await groups.listTeachingGroups({ query: { year } });
  for (const { id: classId } of classes) {
    const { teachingGroups } = await groups.listTeachingGroups({ query: { year, classId } });
    const own = teachingGroups.filter((each) => each.classes.length === 1);
    const teacher = own.flatMap((each) => each.teachers)[0]?.personId;
    const curator = [...own, ...all]
      .flatMap((each) => each.teachers)
      .find((each) => each.personId !== teacher)?.personId;
    const { members } = await contingent.getClass({ params: { classId } });
    const [member] = members;
    if (!teacher || !curator || !member) continue;
    await untilKnown(() => contingent.setClassTeacher({ params: { classId }, body: { personId: curator, from } }));
    const card = async (personId: string) => {
      const { lastName, firstName, middleName, guardians } = await people.getPerson({ params: { personId } });
      return { personId, name: { lastName, firstName, middleName }, guardians };
    };
    const student = await card(member.studentId);
    const [guardian] = student.guardians;
    if (!guardian) continue;
    return {
      staff: { teacher: await card(teacher), 'class-teacher': await card(curator) },
      student,
      guardian: await card(guardian.personId),
    };
  }
  throw new Error('no group of the college has two teachers and a student with a guardian');
}
