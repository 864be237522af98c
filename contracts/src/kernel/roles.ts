import { z } from 'zod';
import type { Permission } from './permissions.ts';

/** The roles of the sources. [000 §5; 001 §3; 002 §5; 003 §5] */
export const Role = z
  .enum([
    'region-official',
    'municipality-official',
    'coordinator',
    'administrator',
    'director',
    'deputy',
    'study-head',
    'secretary',
    'study-office',
    'teacher',
    'class-teacher',
    'extracurricular-teacher',
    'moderator',
    'student',
    'guardian',
  ])
  .meta({ id: 'Role' });
export type Role = z.infer<typeof Role>;

/** As whom a person acts at one node of the tree; one access token acts on one side. */
export const Side = z.enum(['official', 'staff', 'student', 'guardian']).meta({ id: 'Side' });
export type Side = z.infer<typeof Side>;

const officials: readonly Role[] = ['region-official', 'municipality-official', 'coordinator'];

export function sideOf(role: Role): Side {
  if (role === 'student' || role === 'guardian') return role;
  return officials.includes(role) ? 'official' : 'staff';
}

const readSchool = ['people.read', 'classes.read', 'curriculum.read', 'timetable.read'] as const;
const readJournal = ['journal.pages.read', 'journal.history.read', 'journal.day.read'] as const;
const office = [...readSchool, 'people.manage', 'people.import', 'classes.manage', 'orders.write'] as const;

/** What a role may reach before an institution's administrator adjusts it. [000 §5.1.1; 001 §3.2-3.8; 002 §5] */
export const permissionsOfRole: Readonly<Record<Role, readonly Permission[]>> = {
  'region-official': ['organisations.read', 'organisations.manage', 'accounts.read', 'accounts.manage', 'codes.issue'],
  'municipality-official': [
    'organisations.read',
    'organisations.manage',
    'accounts.read',
    'accounts.manage',
    'codes.issue',
  ],
  coordinator: ['organisations.read'],
  administrator: [
    ...office,
    'organisations.read',
    'accounts.read',
    'accounts.manage',
    'codes.issue',
    'subgroups.manage',
    'curriculum.manage',
    'timetable.manage',
    'reports.read',
  ],
  director: [...readSchool, ...readJournal, 'organisations.read', 'accounts.read', 'reports.read', 'reports.make'],
  deputy: [
    ...readSchool,
    ...readJournal,
    'subgroups.manage',
    'curriculum.manage',
    'timetable.manage',
    'reports.read',
    'reports.make',
  ],
  // sees everything, edits nothing [001 §3.3]
  'study-head': [...readSchool, ...readJournal, 'reports.read'],
  secretary: [...office, 'accounts.read', 'codes.issue'],
  'study-office': [...office, 'accounts.read'],
  teacher: [...readSchool, ...readJournal, 'journal.pages.write', 'reports.read', 'reports.make'],
  'class-teacher': [
    ...readSchool,
    ...readJournal,
    'journal.pages.write',
    'codes.issue',
    'reports.read',
    'reports.make',
  ],
  'extracurricular-teacher': [...readSchool, ...readJournal, 'journal.pages.write'],
  moderator: ['classes.read', 'timetable.read'],
  student: ['journal.diary.read', 'timetable.read'],
  guardian: ['journal.diary.read', 'timetable.read'],
};

export function permissionsOf(roles: readonly Role[]): ReadonlySet<Permission> {
  return new Set(roles.flatMap((role) => permissionsOfRole[role]));
}
