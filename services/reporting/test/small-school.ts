import type { z } from 'zod';
import { classV1 } from '@parta/contracts/events/contingent/class.v1';
import { movementRecordedV1 } from '@parta/contracts/events/contingent/movement-recorded.v1';
import { personV1 } from '@parta/contracts/events/contingent/person.v1';
import { staffV1 } from '@parta/contracts/events/contingent/staff.v1';
import { calendarV1 } from '@parta/contracts/events/curriculum/calendar.v1';
import { teachingGroupV1 } from '@parta/contracts/events/curriculum/teaching-group.v1';
import { accountV1 } from '@parta/contracts/events/identity/account.v1';
import { organisationV1 } from '@parta/contracts/events/identity/organisation.v1';
import { pageChangedV1 } from '@parta/contracts/events/journal/page-changed.v1';
import type { OutgoingEvent } from '@parta/contracts/kernel/event';
import type { Role } from '@parta/contracts/kernel/roles';
import { uuidV7 } from '@parta/contracts/kernel/uuid';
import { addDays, type CalendarDate, dateIn } from '@parta/contracts/values/calendar-date';
import type { ResultValue } from '@parta/contracts/values/mark';

const today = dateIn('Europe/Moscow', new Date());
/** The day so many days from today: the school lives around the day on which the test runs. */
const from = (days: number): CalendarDate => addDays(today, days);
const year = Number(from(-60).slice(0, 4));

/** A school with one class of five, its English in two groups; quarter I has just ended. Everything is new for each test. */
export function smallSchool() {
  const id = {
    institution: uuidV7(),
    class: uuidV7(),
    otherClass: uuidV7(),
    groupA: uuidV7(),
    groupB: uuidV7(),
    teacherUser: uuidV7(),
    teacher: uuidV7(),
    director: uuidV7(),
    scheme: uuidV7(),
    periods: [uuidV7(), uuidV7(), uuidV7(), uuidV7()],
    maths: uuidV7(),
    english: uuidV7(),
    pages: { maths: uuidV7(), englishA: uuidV7(), englishB: uuidV7() },
    students: Array.from({ length: 5 }, () => uuidV7()),
  };
  const subject = (root: string, key = root, version = 1) => ({ institutionId: id.institution, root, key, version });
  const [belov = '', abramova = '', gromov = '', ershov = '', vlasova = ''] = id.students;
  const surnames = ['Белов', 'Абрамова', 'Громов', 'Ершов', 'Власова'];
  const allYear = { from: from(-60), to: null };
  const person = (personId: string, lastName: string, kind: 'student' | 'staff') =>
    personV1.of(subject(personId), {
      personId,
      kinds: [kind],
      name: { lastName, firstName: 'Анна', middleName: 'Ивановна' },
      consent: 'given',
    });
  const classOf = (classId: string, name: string, parentId: string | null, students: readonly string[]) =>
    classV1.of(subject(parentId ?? classId, classId), {
      classId,
      parentId,
      year,
      name,
      grade: 5,
      classTeachers: classId === id.class ? [{ ...allYear, personId: id.teacher }] : [],
      members: students.map((studentId) => ({
        studentId,
        from: from(-60),
        to: studentId === ershov ? from(-20) : null,
      })),
    });
  const teachingGroup = (page: string, [subjectId, name, order]: [string, string, number], classId: string) =>
    teachingGroupV1.of(subject(page), {
      id: page,
      year,
      subject: { id: subjectId, name, shortName: name.slice(0, 4), order },
      name: '5Б',
      classIds: [classId],
      teachers: [],
      hoursPerWeek: 3,
      periodSchemeId: id.scheme,
      scale: 'five',
      state: 'open',
    });
  const starts = [-60, 10, 80, 150];
  const period = (periodId: string, index: number) => ({
    id: periodId,
    number: index + 1,
    name: `${'I II III IV'.split(' ')[index] ?? ''} четверть`,
    from: from(starts[index] ?? 0),
    to: from((starts[index] ?? 0) + 59),
  });
  const account = (
    state: 'active' | 'blocked',
    version: number,
    roles: readonly Role[] = ['teacher', 'class-teacher'],
  ) =>
    accountV1.of(subject(id.teacherUser, id.teacherUser, version), {
      userId: id.teacherUser,
      personId: id.teacher,
      state,
      roles: roles.map((role) => ({ role, ...allYear })),
    });

  const world: readonly OutgoingEvent[] = [
    organisationV1.of(subject(id.institution), {
      id: id.institution,
      kind: 'school',
      parentId: null,
      name: 'Средняя школа № 12',
      shortName: 'Школа № 12',
      timeZone: 'Europe/Moscow',
      state: 'open',
    }),
    account('active', 1),
    person(id.teacher, 'Каримова', 'staff'),
    person(id.director, 'Пшеничный', 'staff'),
    staffV1.of(subject(id.director), {
      personId: id.director,
      positions: [{ ...allYear, role: 'director', title: 'Директор' }],
    }),
    ...id.students.map((student, index) => person(student, surnames[index] ?? '', 'student')),
    classOf(id.class, '5Б', null, id.students),
    classOf(id.otherClass, '6А', null, []),
    classOf(id.groupA, '5Б, англ. 1', id.class, [belov, abramova, ershov]),
    classOf(id.groupB, '5Б, англ. 2', id.class, [gromov, vlasova]),
    movementRecordedV1.of(subject(ershov), {
      orderId: uuidV7(),
      orderNumber: '57-у',
      lineId: uuidV7(),
      kind: 'expulsion',
      studentId: ershov,
      fromClassId: id.class,
      toClassId: null,
      effectiveFrom: from(-20),
    }),
    calendarV1.of(subject(id.scheme), {
      yearId: id.scheme,
      year,
      from: from(-60),
      to: from(209),
      state: 'open',
      schemes: [{ id: id.scheme, name: 'Четверти', kind: 'quarter', periods: id.periods.map(period) }],
      holidays: [],
      workingSaturdays: [],
      weekDays: 5,
      bells: [],
    }),
    teachingGroup(id.pages.maths, [id.maths, 'Математика', 1], id.class),
    teachingGroup(id.pages.englishA, [id.english, 'Английский язык', 2], id.groupA),
    teachingGroup(id.pages.englishB, [id.english, 'Английский язык', 2], id.groupB),
  ];

  type Cells = Partial<Pick<z.output<typeof pageChangedV1.data>, 'marks' | 'attendance' | 'results'>>;
  /** One save of one page. */
  const save = (page: keyof typeof id.pages, seq: number, cells: Cells) =>
    pageChangedV1.of(subject(id.pages[page], id.pages[page], seq), {
      pageId: id.pages[page],
      year,
      subjectId: page === 'maths' ? id.maths : id.english,
      seq,
      head: `head-${seq}`,
      at: new Date(Date.now() + seq).toISOString(),
      by: uuidV7(),
      records: [],
      works: [],
      ...{ marks: [], attendance: [], results: [], ...cells },
    });
  /** A save of one page that sets results of quarter I. */
  const results = (
    page: keyof typeof id.pages,
    seq: number,
    given: readonly (readonly [string, ResultValue | null])[],
  ) =>
    save(page, seq, {
      results: given.map(([studentId, after]) => ({ periodId: id.periods[0] ?? '', studentId, before: null, after })),
    });

  return {
    id,
    year,
    leftOn: from(-20),
    world,
    save,
    results,
    account,
    students: { belov, abramova, gromov, ershov, vlasova },
  };
}

export type SmallSchool = ReturnType<typeof smallSchool>;
export const grade = (value: number): ResultValue => ({ kind: 'grade', value });
