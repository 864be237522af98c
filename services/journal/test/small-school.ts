import { accountV1 } from '@parta/contracts/events/identity/account.v1';
import { organisationV1 } from '@parta/contracts/events/identity/organisation.v1';
import { classV1 } from '@parta/contracts/events/contingent/class.v1';
import { personV1 } from '@parta/contracts/events/contingent/person.v1';
import { relationV1 } from '@parta/contracts/events/contingent/relation.v1';
import { calendarV1 } from '@parta/contracts/events/curriculum/calendar.v1';
import { lessonsOfWeekV1 } from '@parta/contracts/events/curriculum/lessons-of-week.v1';
import { teachingGroupV1 } from '@parta/contracts/events/curriculum/teaching-group.v1';
import type { OutgoingEvent } from '@parta/contracts/kernel/event';
import { uuidV7 } from '@parta/contracts/kernel/uuid';
import { CalendarDate, isoWeekOf } from '@parta/contracts/values/calendar-date';

export const day = (text: string): CalendarDate => CalendarDate.parse(text);

/** 5Б of one school on Tue 2026-11-03: a teacher, a class teacher, three students, a guardian, two lessons of maths. */
export function smallSchool(grade = 5): School & { readonly events: readonly OutgoingEvent[] } {
  const school = idsOfSchool();
  return { ...school, events: eventsOf(school, grade) };
}

function idsOfSchool() {
  const id = uuidV7;
  return {
    institutionId: id(),
    classId: id(),
    pageId: id(),
    subjectId: id(),
    schemeId: id(),
    quarter1: id(),
    quarter2: id(),
    monday: id(),
    wednesday: id(),
    teacher: { userId: id(), personId: id() },
    classTeacher: { userId: id(), personId: id() },
    guardian: { userId: id(), personId: id() },
    students: [id(), id(), id()] as const,
  };
}

type School = ReturnType<typeof idsOfSchool>;

function eventsOf(school: School, grade: number): readonly OutgoingEvent[] {
  const at = (key: string, root = key) => ({ institutionId: school.institutionId, root, key, version: 1 });
  const person = (personId: string, lastName: string, kind: 'student' | 'guardian' | 'staff') =>
    personV1.of(at(personId), {
      personId,
      kinds: [kind],
      name: { lastName, firstName: 'Анна', middleName: 'Ивановна' },
      consent: 'given',
    });
  const { students, classId, pageId } = school;
  const [first, second, third] = students;
  const from = '2026-09-01';
  const lesson = (lessonId: string, date: string) => ({
    id: lessonId,
    date,
    slot: 2,
    startsAt: '09:20',
    endsAt: '10:05',
    room: '12',
    teacherIds: [],
    state: 'planned' as const,
  });
  return [
    organisationV1.of(at(school.institutionId), {
      id: school.institutionId,
      kind: 'school',
      parentId: null,
      name: 'Школа № 53',
      shortName: 'Школа 53',
      timeZone: 'Europe/Moscow',
      state: 'open',
    }),
    person(first, 'Абрамова', 'student'),
    person(second, 'Белов', 'student'),
    person(third, 'Власова', 'student'),
    person(school.teacher.personId, 'Титова', 'staff'),
    person(school.classTeacher.personId, 'Соколова', 'staff'),
    person(school.guardian.personId, 'Абрамов', 'guardian'),
    accountV1.of(at(school.teacher.userId), {
      ...school.teacher,
      state: 'active',
      roles: [{ role: 'teacher', from, to: null }],
    }),
    relationV1.of(at(uuidV7(), first), {
      relationId: uuidV7(),
      guardianId: school.guardian.personId,
      studentId: first,
      kind: 'mother',
      from,
      to: null,
    }),
    classV1.of(at(classId), {
      classId,
      parentId: null,
      year: 2026,
      name: '5Б',
      grade,
      classTeachers: [{ personId: school.classTeacher.personId, from, to: null }],
      members: [
        { studentId: first, from, to: null },
        { studentId: second, from, to: null },
        // left with effect 2 November
        { studentId: third, from, to: '2026-11-02' },
      ],
    }),
    calendarV1.of(at(uuidV7()), {
      yearId: uuidV7(),
      year: 2026,
      from,
      to: '2027-05-27',
      state: 'open',
      schemes: [
        {
          id: school.schemeId,
          name: 'Четверти',
          kind: 'quarter',
          periods: [
            { id: school.quarter1, number: 1, name: 'I четверть', from, to: '2026-10-24' },
            { id: school.quarter2, number: 2, name: 'II четверть', from: '2026-11-02', to: '2026-12-30' },
          ],
        },
      ],
      holidays: [{ name: 'День народного единства', from: '2026-11-04', to: '2026-11-05' }],
      workingSaturdays: [],
      weekDays: 5,
      bells: [],
    }),
    teachingGroupV1.of(at(pageId), {
      id: pageId,
      year: 2026,
      subject: { id: school.subjectId, name: 'Математика', shortName: 'Мат', order: 1 },
      name: '5Б',
      classIds: [classId],
      teachers: [{ personId: school.teacher.personId, from, to: null }],
      hoursPerWeek: 5,
      periodSchemeId: school.schemeId,
      scale: 'five',
      state: 'open',
    }),
    lessonsOfWeekV1.of(at(`${pageId}/2026-W45`, pageId), {
      teachingGroupId: pageId,
      week: isoWeekOf(day('2026-11-02')),
      lessons: [lesson(school.monday, '2026-11-02'), lesson(school.wednesday, '2026-11-05')],
    }),
  ];
}
