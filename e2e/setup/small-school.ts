import { classesContract } from '@parta/contracts/http/contingent/classes';
import { importsContract } from '@parta/contracts/http/contingent/imports';
import { peopleContract } from '@parta/contracts/http/contingent/people';
import { teachingGroupsContract } from '@parta/contracts/http/curriculum/teaching-groups';
import { timetableContract } from '@parta/contracts/http/curriculum/timetable';
import { yearsContract } from '@parta/contracts/http/curriculum/years';
import { organisationsContract } from '@parta/contracts/http/identity/organisations';
import { pagesContract, type JournalPage } from '@parta/contracts/http/journal/pages';
import { uuidV7 as id } from '@parta/contracts/kernel/uuid';
import type { Role } from '@parta/contracts/kernel/roles';
import { addDays, type CalendarDate, dateIn } from '@parta/contracts/values/calendar-date';
import { schoolYearOn } from '@parta/local/seed/calendar-of-year';
import { activate, openAccount, type SeedPerson, signIn, untilKnown } from '@parta/local/seed/seed-person';
import { eventually } from '@parta/testkit/eventually';

export const password = 'Проверка-2026';
export const today = (): CalendarDate => dateIn('Europe/Moscow', new Date());

/** One class of a small school whose period ends today, so that results may be set, with lessons on every day. */
export interface SmallSchool {
  readonly institutionId: string;
  readonly administrator: SeedPerson;
  readonly teacher: SeedPerson;
  readonly colleague: SeedPerson;
  readonly classTeacher: SeedPerson;
  readonly student: SeedPerson;
  readonly guardian: SeedPerson;
  readonly studentIds: readonly string[];
  readonly classId: string;
  readonly year: number;
  readonly pageId: string;
  readonly page: JournalPage;
}

let schools = 0;

export async function makeSmallSchool(
  url: string,
  bootstrap: { login: string; password: string },
): Promise<SmallSchool> {
  const number = ++schools;
  const { institutionId, administrator } = await makeInstitution(url, bootstrap, 'school');
  const year = schoolYearOn(today());
  const { classId, studentIds, guardianIds, calendar } = await makeClass(administrator, year);
  const people = administrator.client('contingent', peopleContract);
  const hire = async (role: Role, lastName: string): Promise<string> => {
    const personId = id();
    const name = { lastName, firstName: 'Анна', middleName: 'Ивановна' };
    await people.addStaff({ body: { personId, name, positions: [{ role, from: calendar.from }] } });
    return personId;
  };
  const [teacherId, colleagueId, classTeacherId] = [
    await hire('teacher', 'Титова'),
    await hire('teacher', 'Коллегина'),
    await hire('teacher', 'Соколова'),
  ];
  const classes = administrator.client('contingent', classesContract);
  await classes.setClassTeacher({ params: { classId }, body: { personId: classTeacherId, from: calendar.from } });
  const pageId = await makePage(administrator, { year, classId, teacherId, calendar });

  const as = async (personId: string, login: string): Promise<SeedPerson> => {
    await openAccount(url, administrator, {
      personId,
      login: `${login}${number}-${institutionId.slice(-6)}`,
      password,
    });
    return signIn(url, `${login}${number}-${institutionId.slice(-6)}`, password);
  };
  const teacher = await as(teacherId, 'teacher');
  const page = await waitForPage(teacher, pageId, studentIds.length);
  return {
    institutionId,
    administrator,
    teacher,
    colleague: await as(colleagueId, 'colleague'),
    classTeacher: await as(classTeacherId, 'head'),
    student: await as(studentIds[0] ?? '', 'student'),
    guardian: await as(guardianIds[0] ?? '', 'guardian'),
    studentIds,
    classId,
    year,
    pageId,
    page,
  };
}

/** A school or college with its administrator, below a municipality of its own. */
export async function makeInstitution(
  url: string,
  bootstrap: { readonly login: string; readonly password: string },
  kind: 'school' | 'college',
) {
  const region = await signIn(url, bootstrap.login, bootstrap.password);
  const organisations = region.client('identity', organisationsContract);
  const [municipalityId, institutionId] = [id(), id()];
  const node = { timeZone: 'Europe/Moscow', shortName: kind === 'school' ? 'Школа' : 'Колледж' };
  const parentId = region.session.acting.nodeId;
  await organisations.createOrganisation({
    body: { ...node, id: municipalityId, parentId, kind: 'municipality', name: 'Управление образования' },
  });
  const name = kind === 'school' ? 'Школа № 53' : 'Медицинский колледж';
  await organisations.createOrganisation({
    body: { ...node, id: institutionId, parentId: municipalityId, kind, name },
  });
  const login = `admin-${institutionId.slice(-6)}`;
  const { code } = await organisations.inviteAdministrator({
    params: { organisationId: institutionId },
    body: { name: { lastName: 'Рогов', firstName: 'Антон', middleName: null }, login, role: 'administrator' },
  });
  await activate(url, code, login, password);
  return { institutionId, login, administrator: await signIn(url, login, password) };
}

async function makeClass(administrator: SeedPerson, year: number) {
  const from = addDays(today(), -20);
  const calendar = {
    id: id(),
    from,
    to: addDays(today(), 100),
    schemes: [
      {
        id: id(),
        name: 'Четверти',
        kind: 'quarter' as const,
        periods: [
          { id: id(), number: 1, name: 'I четверть', from, to: addDays(today(), 1) },
          { id: id(), number: 2, name: 'II четверть', from: addDays(today(), 1), to: addDays(today(), 100) },
        ],
      },
    ],
    holidays: [],
    workingSaturdays: [],
    weekDays: 6,
    bells: [{ id: id(), name: 'Звонки', slots: [{ slot: 1, startsAt: '08:30', endsAt: '09:15' }] }],
  };
  await administrator.client('curriculum', yearsContract).saveYear({ params: { year }, body: calendar });
  const classId = id();
  const classes = administrator.client('contingent', classesContract);
  await classes.createClass({ body: { id: classId, year, name: '5Б', grade: 5 } });
  const list = [
    'Фамилия;Имя;Отчество;Дата рождения;Мать',
    ...['Абрамова', 'Белов', 'Власова', 'Громов', 'Дёмина'].map(
      (name) => `${name};Саша;Олеговна;01.02.2015;${name} Ольга Петровна`,
    ),
  ];
  const imports = administrator.client('contingent', importsContract);
  const { importId } = await imports.previewImport({
    query: { classId, fileName: '5Б.csv' },
    body: new TextEncoder().encode(list.join('\n')),
  });
  await imports.applyImport({
    params: { importId },
    body: { orderNumber: '1-у', orderDate: from, effectiveFrom: from },
  });
  const { members } = await classes.getClass({ params: { classId } });
  const people = administrator.client('contingent', peopleContract);
  const cards = await Promise.all(
    members.map(({ studentId }) => people.getPerson({ params: { personId: studentId } })),
  );
  return {
    classId,
    calendar,
    studentIds: members.map((member) => member.studentId),
    guardianIds: cards.map((card) => card.guardians[0]?.personId ?? ''),
  };
}

interface PageSeed {
  readonly year: number;
  readonly classId: string;
  readonly teacherId: string;
  readonly calendar: Awaited<ReturnType<typeof makeClass>>['calendar'];
}

async function makePage(administrator: SeedPerson, { year, classId, teacherId, calendar }: PageSeed): Promise<string> {
  const groups = administrator.client('curriculum', teachingGroupsContract);
  const timetable = administrator.client('curriculum', timetableContract);
  const [subjectId, pageId, versionId] = [id(), id(), id()];
  await groups.saveSubjects({
    body: { subjects: [{ id: subjectId, name: 'Математика', shortName: 'Мат', order: 1 }] },
  });
  const group = {
    id: pageId,
    year,
    subjectId,
    classIds: [classId],
    periodSchemeId: calendar.schemes[0]?.id ?? '',
    teachers: [{ personId: teacherId, from: calendar.from }],
    hoursPerWeek: 6,
  };
  await untilKnown(() => groups.saveTeachingGroups({ body: { teachingGroups: [group] } }));
  const entries = [1, 2, 3, 4, 5, 6].map((weekday) => ({
    teachingGroupId: pageId,
    weekIndex: 0,
    weekday,
    slot: 1,
    roomId: null,
    teacherIds: [],
  }));
  const bellScheduleId = calendar.bells[0]?.id ?? '';
  await timetable.saveVersion({
    params: { versionId },
    body: { year, name: 'Расписание', cycleWeeks: 1, bellScheduleId, entries },
  });
  await timetable.publishVersion({ params: { versionId }, body: { from: calendar.from } });
  return pageId;
}

/** The journal knows its page when roster and lessons have arrived. */
async function waitForPage(teacher: SeedPerson, pageId: string, students: number): Promise<JournalPage> {
  const pages = teacher.client('journal', pagesContract);
  return eventually(async () => {
    const page = await untilKnown(() => pages.getPage({ params: { pageId } }));
    if (page.students.length < students || page.lessons.length === 0) throw new Error('the roster is still on its way');
    return page;
  });
}

/** The newest lesson that may be marked today. */
export function lastLesson(page: JournalPage): JournalPage['lessons'][number] {
  const lesson = page.lessons.findLast((each) => each.closed === null && each.date <= page.today);
  if (!lesson) throw new Error('no lesson is open');
  return lesson;
}
