import { z } from 'zod';
import { contract } from '../../kernel/operation.ts';
import { CalendarDate } from '../../values/calendar-date.ts';
import { PersonName } from '../../values/person.ts';
import { SchoolYear } from '../../values/school-year.ts';

const Teacher = PersonName.extend({ personId: z.uuid() });

export const ClassBrief = z
  .object({
    id: z.uuid(),
    year: SchoolYear,
    name: z.string(),
    grade: z.int(),
    classTeacher: Teacher.nullable(),
    students: z.int(),
    subgroups: z.int(),
  })
  .meta({ id: 'ClassBrief' });

export const ClassCard = ClassBrief.extend({
  members: z.array(
    PersonName.extend({
      studentId: z.uuid(),
      /** Place in the list today, 1 for the first. */
      number: z.int(),
      birthDate: CalendarDate.nullable(),
      from: CalendarDate,
      to: CalendarDate.nullable(),
      accountState: z.enum(['none', 'invited', 'active', 'blocked']),
      guardians: z.int(),
    }),
  ),
  divisions: z.array(z.object({ id: z.uuid(), name: z.string(), studentIds: z.array(z.uuid()) })),
}).meta({ id: 'ClassCard' });

const id = z.object({ classId: z.uuid() });
const name = z.string().trim().min(1).max(80);
const grade = z.int().min(1).max(12);

export const classesContract = contract({
  listClasses: {
    method: 'get',
    path: '/classes',
    summary: 'Classes (groups of a college) of a school year',
    permission: 'classes.read',
    idempotency: 'none',
    query: z.object({ year: z.coerce.number().pipe(SchoolYear).optional() }),
    success: { status: 200, body: z.object({ classes: z.array(ClassBrief) }) },
    problems: [],
  },
  createClass: {
    method: 'post',
    path: '/classes',
    summary: 'A class of a year; the id is made by the caller',
    permission: 'classes.manage',
    idempotency: 'natural',
    body: z.object({ id: z.uuid(), year: SchoolYear, name, grade }),
    success: { status: 201, body: ClassBrief },
    problems: ['name-taken', 'id-taken'],
  },
  getClass: {
    method: 'get',
    path: '/classes/{classId}',
    summary: 'A class with its list, divisions and class teacher',
    permission: 'classes.read',
    idempotency: 'none',
    params: id,
    success: { status: 200, body: ClassCard },
    problems: ['class-not-found'],
  },
  setClassTeacher: {
    method: 'put',
    path: '/classes/{classId}/class-teacher',
    summary: 'Class teacher (curator) from a day on',
    permission: 'classes.manage',
    idempotency: 'natural',
    params: id,
    body: z.object({ personId: z.uuid(), from: CalendarDate }),
    success: { status: 200, body: ClassBrief },
    problems: ['class-not-found', 'person-not-found'],
  },
  setSubgroup: {
    method: 'put',
    path: '/classes/{classId}/subgroups/{subgroupId}',
    summary: 'A subgroup of a class and who is in it from a day on; the id is made by the caller [CNT-3]',
    permission: 'subgroups.manage',
    idempotency: 'natural',
    params: z.object({ classId: z.uuid(), subgroupId: z.uuid() }),
    body: z.object({ name, studentIds: z.array(z.uuid()).max(60), from: CalendarDate }),
    success: { status: 200, body: ClassCard },
    problems: ['class-not-found', 'not-in-class', 'name-taken'],
  },
  exportClass: {
    method: 'get',
    path: '/classes/{classId}/list.xlsx',
    summary: 'The class list as a sheet',
    permission: 'classes.read',
    idempotency: 'none',
    params: id,
    success: { status: 200, file: ['application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'] },
    problems: ['class-not-found'],
  },
  ensureClasses: {
    method: 'put',
    path: '/external-classes',
    summary: 'Classes and subgroups of an imported file by the file’s own keys: found or made, never doubled',
    permission: 'classes.manage',
    idempotency: 'natural',
    body: z.object({
      source: z.string().max(40),
      year: SchoolYear,
      classes: z
        .array(
          z.object({
            externalKey: z.string().min(1).max(300),
            name,
            grade,
            /** Key of the class that this subgroup divides; null for a class. */
            parentKey: z.string().max(300).nullable(),
          }),
        )
        .max(3000),
    }),
    success: {
      status: 200,
      body: z.object({
        classes: z.array(z.object({ externalKey: z.string(), classId: z.uuid(), created: z.boolean() })),
      }),
    },
    problems: ['parent-unknown'],
  },
});
