import { accountsContract } from './identity/accounts.ts';
import { organisationsContract } from './identity/organisations.ts';
import { activationContract, sessionsContract } from './identity/sessions.ts';
import { classesContract } from './contingent/classes.ts';
import { importsContract } from './contingent/imports.ts';
import { ordersContract } from './contingent/orders.ts';
import { peopleContract } from './contingent/people.ts';
import { timetableImportsContract } from './curriculum/imports.ts';
import { teachingGroupsContract } from './curriculum/teaching-groups.ts';
import { timetableContract } from './curriculum/timetable.ts';
import { yearsContract } from './curriculum/years.ts';
import { dayContract } from './journal/day.ts';
import { diaryContract } from './journal/diary.ts';
import { pagesContract } from './journal/pages.ts';
import { inboxContract } from './notifications/inbox.ts';
import { checksContract, reportsContract } from './reporting/reports.ts';

/** Every operation of every service; the gateway's table of permissions, OpenAPI and the typed client read this. */
export const contracts = {
  identity: { ...sessionsContract, ...activationContract, ...accountsContract, ...organisationsContract },
  contingent: { ...peopleContract, ...classesContract, ...ordersContract, ...importsContract },
  curriculum: { ...yearsContract, ...teachingGroupsContract, ...timetableContract, ...timetableImportsContract },
  journal: { ...pagesContract, ...dayContract, ...diaryContract },
  reporting: { ...reportsContract, ...checksContract },
  notifications: { ...inboxContract },
} as const;

export type ServiceName = keyof typeof contracts;
export const serviceNames = Object.keys(contracts) as readonly ServiceName[];
