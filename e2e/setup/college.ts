import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Browser, Page } from 'puppeteer';
import { classesContract } from '@parta/contracts/http/contingent/classes';
import { importsContract } from '@parta/contracts/http/contingent/imports';
import { peopleContract } from '@parta/contracts/http/contingent/people';
import { timetableImportsContract } from '@parta/contracts/http/curriculum/imports';
import { teachingGroupsContract, type TeachingGroup } from '@parta/contracts/http/curriculum/teaching-groups';
import { yearsContract } from '@parta/contracts/http/curriculum/years';
import { pagesContract, type JournalPage } from '@parta/contracts/http/journal/pages';
import { uuidV7 as id } from '@parta/contracts/kernel/uuid';
import { addDays, type CalendarDate, isoWeekOf } from '@parta/contracts/values/calendar-date';
import { schoolYearOn } from '@parta/local/seed/calendar-of-year';
import { demoCollegeFile } from '@parta/local/seed/demo-college-file';
import { openAccount, type SeedPerson, signIn, untilKnown } from '@parta/local/seed/seed-person';
import { openPerson, seeText } from '@parta/testkit/browser';
import { eventually } from '@parta/testkit/eventually';
import { lastLesson, type makeInstitution, password, today } from './small-school.ts';

type Institution = Awaited<ReturnType<typeof makeInstitution>>;

interface Member {
  readonly personId: string;
  readonly login: string;
}

export interface College extends Institution {
  readonly url: string;
  readonly year: number;
  readonly from: CalendarDate;
  readonly teachingGroups: number;
  readonly classId: string;
  readonly pageId: string;
  readonly subjectName: string;
  readonly teacherId: string;
  readonly curator: Member;
}

/** A first semester that ends today, so that results may be set whatever the day is. */
async function openYear(administrator: SeedPerson): Promise<{ year: number; from: CalendarDate }> {
  const year = schoolYearOn(today());
  const [from, tomorrow, to] = [addDays(today(), -28), addDays(today(), 1), addDays(today(), 60)];
  const period = (number: number, start: CalendarDate, end: CalendarDate) => ({
    id: id(),
    number,
    name: `${number} семестр`,
    from: start,
    to: end,
  });
  await administrator.client('curriculum', yearsContract).saveYear({
    params: { year },
    body: {
      id: id(),
      from,
      to,
      schemes: [
        { id: id(), name: 'Семестры', kind: 'semester', periods: [period(1, from, tomorrow), period(2, tomorrow, to)] },
      ],
      holidays: [],
      workingSaturdays: [],
      weekDays: 6,
      bells: [],
    },
  });
  return { year, from };
}

/** The college's own file through the page, as its administrator takes it over. */
export async function importCollege(page: Page, url: string, made: Institution): Promise<College> {
  const { year, from } = await openYear(made.administrator);
  await page.goto(`${url}/timetable-import`, { waitUntil: 'networkidle2' });
  const date = await page.waitForSelector('input[type="date"]');
  await date?.evaluate((element, value) => {
    // as a person's calendar control would: set and tell
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(element, value);
    element.dispatchEvent(new Event('input', { bubbles: true }));
    element.dispatchEvent(new Event('change', { bubbles: true }));
  }, from);
  const [chooser] = await Promise.all([page.waitForFileChooser(), page.click('.btn.primary')]);
  await chooser.accept([demoCollegeFile().path]);
  await seeText(page, 'Что перенесено');
  const imports = made.administrator.client('curriculum', timetableImportsContract);
  await eventually(async () => {
    const [newest] = (await imports.listTimetableImports()).imports;
    if (newest?.state !== 'done') throw new Error(`the import is ${newest?.state} at ${newest?.stage}`);
  });
  await seeText(page, 'Файл перенесён');
  const groups = made.administrator.client('curriculum', teachingGroupsContract);
  const { teachingGroups } = await groups.listTeachingGroups({ query: { year } });
  return {
    ...made,
    url,
    year,
    from,
    teachingGroups: teachingGroups.length,
    ...(await chooseGroup(made.administrator, teachingGroups, year)),
  };
}

/**
 * The page of a whole group that one teacher has most hours with, and another teacher to be the group's curator. A page
 * of few hours may have had its last lesson longer ago than the edit window, on some days of a fortnight.
 */
async function chooseGroup(administrator: SeedPerson, teachingGroups: readonly TeachingGroup[], year: number) {
  const { classes } = await administrator.client('contingent', classesContract).listClasses({ query: { year } });
  const known = new Set(classes.map((each) => each.id));
  const teachersOf = (group: TeachingGroup): string[] => group.teachers.map((each) => each.personId);
  const busiest = teachingGroups
    .filter((each) => each.classes.length === 1 && each.teachers.length === 1)
    .filter((each) => known.has(each.classes[0]?.classId ?? ''))
    .toSorted((a, b) => b.hoursPerWeek - a.hoursPerWeek)[0];
  const classId = busiest?.classes[0]?.classId;
  const [teacherId] = busiest ? teachersOf(busiest) : [];
  const curatorId = teachingGroups.flatMap(teachersOf).find((each) => each !== teacherId);
  if (!busiest || !classId || !teacherId || !curatorId) throw new Error('no group is taught as a whole by one teacher');
  const curator = { personId: curatorId, login: `curator-${classId.slice(-6)}` };
  return { classId, pageId: busiest.id, subjectName: busiest.subjectName, teacherId, curator };
}

export interface GroupMembers {
  readonly student: Member;
  readonly guardian: Member;
}

/** Students by an order from a list, accounts of those whom the journey follows. */
export async function fillGroup(college: College): Promise<GroupMembers> {
  const { administrator, classId, url, curator, from } = college;
  const names = ['Акимов', 'Борисова', 'Гусев', 'Ефимова', 'Зотов', 'Иванова'];
  const list = [
    'ФИО;Дата рождения;Мать',
    ...names.map((name) => `${name} Саша Олегович;05.03.2009;${name} Ольга Петровна`),
  ];
  const imports = administrator.client('contingent', importsContract);
  const { importId } = await imports.previewImport({
    query: { classId, fileName: 'группа.csv' },
    body: new TextEncoder().encode(list.join('\n')),
  });
  await imports.applyImport({
    params: { importId },
    body: { orderNumber: '7-с', orderDate: from, effectiveFrom: from },
  });
  const classes = administrator.client('contingent', classesContract);
  await classes.setClassTeacher({ params: { classId }, body: { personId: curator.personId, from } });
  const { members } = await classes.getClass({ params: { classId } });
  const studentId = members[0]?.studentId ?? '';
  const card = await administrator.client('contingent', peopleContract).getPerson({ params: { personId: studentId } });
  const suffix = classId.slice(-6);
  const student = { personId: studentId, login: `student-${suffix}` };
  const guardian = { personId: card.guardians[0]?.personId ?? '', login: `guardian-${suffix}` };
  for (const each of [student, guardian, curator]) await openAccount(url, administrator, { ...each, password });
  return { student, guardian };
}

/** The page as its teacher has it, once the roster has arrived and its lessons have stopped growing. */
export const pageOf = (teacher: SeedPerson, { pageId }: College): Promise<JournalPage> =>
  eventually(async () => {
    const read = () => untilKnown(() => teacher.client('journal', pagesContract).getPage({ params: { pageId } }));
    const page = await read();
    await pause(300);
    const again = await read();
    const isOpen = page.lessons.some((lesson) => lesson.closed === null && lesson.date <= page.today);
    if (page.students.length < 6 || !isOpen || again.lessons.length !== page.lessons.length)
      throw new Error('roster and lessons are still on their way');
    return again;
  });

export const weekOf = (page: JournalPage): string => isoWeekOf(lastLesson(page).date);

/** Results of the semester that ends today; answers the names that the paper must hold. */
export async function setResults(teacher: SeedPerson, college: College): Promise<readonly string[]> {
  const page = await pageOf(teacher, college);
  const changes = page.students.map(({ studentId }, index) => ({
    kind: 'result' as const,
    periodId: page.periodId,
    studentId,
    baseVersion: 0,
    result: { kind: 'grade' as const, value: 3 + (index % 3) },
  }));
  const { outcomes } = await teacher
    .client('journal', pagesContract)
    .changeCells({ params: { pageId: page.page.id }, body: { changes } });
  const refused = outcomes.filter((each) => each.status !== 'applied');
  if (refused.length > 0) throw new Error(`results were refused: ${JSON.stringify(refused)}`);
  return page.students.map((student) => student.lastName);
}

/** What the check page says of a file, as somebody sees it who holds the paper. */
export async function checkOnPage(
  browser: Browser,
  address: string,
  bytes: Uint8Array,
  expected: string,
): Promise<void> {
  const file = join(await mkdtemp(join(tmpdir(), 'parta-check-')), 'ведомость.pdf');
  await writeFile(file, bytes);
  const page = await openPerson(browser, 'phone');
  await page.goto(address, { waitUntil: 'networkidle2' });
  const input = await page.waitForSelector('input[type="file"]');
  await input?.uploadFile(file);
  await seeText(page, expected);
  await page.close();
}

export const asPerson = (college: College, { login }: Member): Promise<SeedPerson> =>
  signIn(college.url, login, password);
