import { z } from 'zod';
import { contract } from '../../kernel/operation.ts';
import { Role } from '../../kernel/roles.ts';
import { CalendarDate } from '../../values/calendar-date.ts';
import { PersonName, RelationKind } from '../../values/person.ts';

const PersonKind = z.enum(['student', 'guardian', 'staff']).meta({ id: 'PersonKind' });

const Brief = PersonName.extend({ personId: z.uuid(), kinds: z.array(PersonKind) });

/** A person's card: what the institution keeps of a student, guardian or member of staff. [CNT-1] */
export const PersonCard = Brief.extend({
  birthDate: CalendarDate.nullable(),
  accountState: z.enum(['none', 'invited', 'active', 'blocked']),
  memberships: z.array(
    z.object({ classId: z.uuid(), className: z.string(), from: CalendarDate, to: CalendarDate.nullable() }),
  ),
  guardians: z.array(PersonName.extend({ personId: z.uuid(), relation: RelationKind })),
  children: z.array(
    PersonName.extend({ personId: z.uuid(), relation: RelationKind, className: z.string().nullable() }),
  ),
  positions: z.array(z.object({ role: Role, title: z.string(), from: CalendarDate, to: CalendarDate.nullable() })),
}).meta({ id: 'PersonCard' });

const Position = z.object({ role: Role, title: z.string().trim().max(120).optional(), from: CalendarDate });
const id = z.object({ personId: z.uuid() });

export const peopleContract = contract({
  searchPeople: {
    method: 'get',
    path: '/people',
    summary: 'People of the institution by name',
    permission: 'people.read',
    idempotency: 'none',
    query: z.object({
      query: z.string().trim().max(80).default(''),
      kind: PersonKind.optional(),
      limit: z.coerce.number().int().min(1).max(100).default(20),
    }),
    success: { status: 200, body: z.object({ people: z.array(Brief.extend({ className: z.string().nullable() })) }) },
    problems: [],
  },
  getPerson: {
    method: 'get',
    path: '/people/{personId}',
    summary: 'The card of a person',
    permission: 'people.read',
    idempotency: 'none',
    params: id,
    success: { status: 200, body: PersonCard },
    problems: ['person-not-found'],
  },
  listStaff: {
    method: 'get',
    path: '/staff',
    summary: 'Staff who work here today',
    permission: 'people.read',
    idempotency: 'none',
    success: {
      status: 200,
      body: z.object({
        staff: z.array(PersonName.extend({ personId: z.uuid(), roles: z.array(Role), accountState: z.string() })),
      }),
    },
    problems: [],
  },
  addStaff: {
    method: 'post',
    path: '/staff',
    summary: 'Take a person on; ids are made by the caller, so a repeated call changes nothing',
    permission: 'people.manage',
    idempotency: 'natural',
    body: z.object({
      personId: z.uuid(),
      name: PersonName,
      birthDate: CalendarDate.nullable().optional(),
      positions: z.array(Position).min(1).max(10),
    }),
    success: { status: 201, body: PersonCard },
    problems: ['id-taken'],
  },
  endPosition: {
    method: 'post',
    path: '/staff/{personId}/dismissal',
    summary: 'Employment ends: the first day without rights [002 §4.3]',
    permission: 'people.manage',
    idempotency: 'natural',
    params: id,
    body: z.object({ from: CalendarDate }),
    success: { status: 200, body: PersonCard },
    problems: ['person-not-found'],
  },
  addGuardian: {
    method: 'post',
    path: '/students/{studentId}/guardians',
    summary: 'A guardian of a student, new or already known here',
    permission: 'people.manage',
    idempotency: 'natural',
    params: z.object({ studentId: z.uuid() }),
    body: z.object({ guardianId: z.uuid(), name: PersonName.optional(), relation: RelationKind }),
    success: { status: 201, body: PersonCard },
    problems: ['person-not-found', 'name-required'],
  },
  ensureStaff: {
    method: 'put',
    path: '/external-staff',
    summary: 'Staff of an imported file by the file’s own keys: found or made, never doubled',
    permission: 'people.manage',
    idempotency: 'natural',
    body: z.object({
      source: z.string().max(40),
      from: CalendarDate,
      staff: z.array(z.object({ externalKey: z.string().min(1).max(200), name: PersonName })).max(2000),
    }),
    success: {
      status: 200,
      body: z.object({
        staff: z.array(z.object({ externalKey: z.string(), personId: z.uuid(), created: z.boolean() })),
      }),
    },
    problems: [],
  },
});
