import { z } from 'zod';
import { contract } from '../../kernel/operation.ts';
import { CalendarDate } from '../../values/calendar-date.ts';
import { Scale } from '../../values/mark.ts';
import { SchoolYear } from '../../values/school-year.ts';

export const CurriculumSubject = z
  .object({ id: z.uuid(), name: z.string(), shortName: z.string(), order: z.int() })
  .meta({ id: 'CurriculumSubject' });

/** Subject × (class | subgroup | several) × year: the unit of workload, timetable, journal page and access. [domain §2; CUR-4] */
export const TeachingGroup = z
  .object({
    id: z.uuid(),
    year: SchoolYear,
    subjectId: z.uuid(),
    subjectName: z.string(),
    name: z.string(),
    scale: Scale,
    periodSchemeId: z.uuid(),
    classes: z.array(z.object({ classId: z.uuid(), name: z.string() })),
    teachers: z.array(
      z.object({ personId: z.uuid(), displayName: z.string(), from: CalendarDate, to: CalendarDate.nullable() }),
    ),
    hoursPerWeek: z.number().min(0).max(60),
    state: z.enum(['open', 'closed']),
  })
  .meta({ id: 'TeachingGroup' });
export type TeachingGroup = z.infer<typeof TeachingGroup>;

const NewGroup = z
  .object({
    id: z.uuid(),
    year: SchoolYear,
    subjectId: z.uuid(),
    /** Classes or subgroups whose members are taught together. */
    classIds: z.array(z.uuid()).min(1).max(20),
    periodSchemeId: z.uuid(),
    teachers: z
      .array(z.object({ personId: z.uuid(), from: CalendarDate, to: CalendarDate.nullable().default(null) }))
      .max(5),
    hoursPerWeek: z.number().min(0).max(60),
    scale: Scale.default('five'),
  })
  .meta({ id: 'NewTeachingGroup' });

export const teachingGroupsContract = contract({
  listSubjects: {
    method: 'get',
    path: '/subjects',
    summary: 'Subjects of the institution in curriculum order',
    permission: 'curriculum.read',
    idempotency: 'none',
    success: { status: 200, body: z.object({ subjects: z.array(CurriculumSubject) }) },
    problems: [],
  },
  saveSubjects: {
    method: 'put',
    path: '/subjects',
    summary: 'Add or rename subjects; ids are made by the caller',
    permission: 'curriculum.manage',
    idempotency: 'natural',
    body: z.object({
      subjects: z
        .array(
          z.object({
            id: z.uuid(),
            name: z.string().trim().min(1).max(300),
            shortName: z.string().trim().min(1).max(40),
            order: z.int(),
          }),
        )
        .min(1)
        .max(300),
    }),
    success: { status: 200, body: z.object({ subjects: z.array(CurriculumSubject) }) },
    problems: ['name-taken'],
  },
  listTeachingGroups: {
    method: 'get',
    path: '/teaching-groups',
    summary: 'Workload: who teaches what to whom',
    permission: 'curriculum.read',
    idempotency: 'none',
    query: z.object({
      year: z.coerce.number().pipe(SchoolYear).optional(),
      classId: z.uuid().optional(),
      teacherId: z.uuid().optional(),
    }),
    success: { status: 200, body: z.object({ teachingGroups: z.array(TeachingGroup) }) },
    problems: [],
  },
  saveTeachingGroups: {
    method: 'put',
    path: '/teaching-groups',
    summary: 'Add or change teaching groups; ids are made by the caller',
    permission: 'curriculum.manage',
    idempotency: 'natural',
    body: z.object({ teachingGroups: z.array(NewGroup).min(1).max(500) }),
    success: { status: 200, body: z.object({ saved: z.int() }) },
    problems: [
      'subject-not-found',
      'class-not-found',
      'teacher-not-found',
      'scheme-not-found',
      'year-not-found',
      'id-taken',
    ],
  },
});
