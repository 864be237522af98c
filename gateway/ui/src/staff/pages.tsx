import type { ComponentType } from 'react';
import type { Permission } from '@parta/contracts/kernel/permissions';
import { may } from '../api/session.ts';
import type { SessionAnswer } from '../api/token.ts';
import type { IconName } from '../shell/icon.tsx';

/** One page of the staff's side: its address, who sees it and where its code is. */
export interface StaffPage {
  /** Address as TanStack Router writes it: `/journal/$pageId`. */
  readonly path: string;
  /** Key of the title in the shell's texts, or `<namespace>:<key>`; also the word under the rail's icon. */
  readonly titleKey: string;
  /** Without it the page is neither shown in the rail nor opened. */
  readonly permission?: Permission;
  /** Only for whoever acts above the institutions: in a region or a municipality. */
  readonly isAbove?: true;
  /** Present = the page stands in the rail, in the order of this list. */
  readonly icon?: IconName;
  /** The rail's entry that stands for this page, when it has none of its own. */
  readonly section?: string;
  /** Reads the page's part of the address: filters, period, open panel. */
  readonly readSearch?: (search: Record<string, unknown>) => Record<string, unknown>;
  readonly load: () => Promise<{ Page: ComponentType }>;
}

/** Every page is registered here and nowhere else. The first one that the role may see is its start page. */
export const staffPages: readonly StaffPage[] = [
  {
    path: '/day',
    titleKey: 'pages.day',
    permission: 'journal.day.read',
    icon: 'day',
    readSearch: textSearch('date'),
    load: () => import('./teacher-day/teacher-day-page.tsx'),
  },
  {
    path: '/journal',
    titleKey: 'pages.journal',
    permission: 'journal.pages.read',
    icon: 'journal',
    load: () => import('./journal/journal-list-page.tsx'),
  },
  {
    path: '/journal/$pageId',
    titleKey: 'pages.journal',
    permission: 'journal.pages.read',
    section: '/journal',
    readSearch: textSearch('period', 'lesson', 'panel'),
    load: () => import('./journal/journal-page.tsx'),
  },
  {
    path: '/timetable',
    titleKey: 'pages.timetable',
    permission: 'timetable.read',
    icon: 'calendar',
    readSearch: textSearch('of', 'id', 'week', 'day'),
    load: () => import('./timetable/timetable-page.tsx'),
  },
  {
    path: '/classes',
    titleKey: 'pages.classes',
    permission: 'classes.read',
    icon: 'people',
    load: () => import('./classes/class-list-page.tsx'),
  },
  {
    path: '/classes/$classId',
    titleKey: 'pages.classes',
    permission: 'classes.read',
    section: '/classes',
    readSearch: textSearch('show'),
    load: () => import('./classes/class-page.tsx'),
  },
  {
    path: '/people/$personId',
    titleKey: 'pages.person',
    permission: 'people.read',
    section: '/classes',
    load: () => import('./classes/person-page.tsx'),
  },
  {
    path: '/reports',
    titleKey: 'pages.reports',
    permission: 'reports.read',
    icon: 'report',
    readSearch: textSearch('report', 'class', 'upTo'),
    load: () => import('./reports/reports-page.tsx'),
  },
  {
    path: '/imports',
    titleKey: 'pages.listImport',
    permission: 'people.import',
    icon: 'import',
    readSearch: textSearch('class', 'import', 'show'),
    load: () => import('./imports/list-import-page.tsx'),
  },
  {
    path: '/timetable-import',
    titleKey: 'pages.timetableImport',
    permission: 'timetable.manage',
    icon: 'plan',
    readSearch: textSearch('import', 'reason'),
    load: () => import('./imports/timetable-import-page.tsx'),
  },
  {
    path: '/institutions',
    titleKey: 'pages.institutions',
    permission: 'organisations.read',
    icon: 'people',
    isAbove: true,
    readSearch: textSearch('find'),
    load: () => import('./institutions/institutions-page.tsx'),
  },
];

/** The pages of the rail that this person has where they act; the first is where they start. */
export function sectionsOf(session: SessionAnswer): readonly StaffPage[] {
  const above = session.acting.nodeKind === 'region' || session.acting.nodeKind === 'municipality';
  return staffPages.filter(
    (page) => page.icon && (!page.isAbove || above) && (!page.permission || may(session, page.permission)),
  );
}

/** Keeps the named values of the address when they are texts, and drops everything else. */
export function textSearch(...names: readonly string[]) {
  return (search: Record<string, unknown>): Record<string, unknown> =>
    Object.fromEntries(names.flatMap((name) => (typeof search[name] === 'string' ? [[name, search[name]]] : [])));
}
