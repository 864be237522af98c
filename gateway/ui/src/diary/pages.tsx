import type { ComponentType } from 'react';
import { readDiarySearch } from './week-address.ts';

/** One page of the light entry. */
export interface LightPage {
  readonly path: string;
  /** Shown to everybody, signed in or not. */
  readonly open?: true;
  readonly readSearch?: (search: Record<string, unknown>) => Record<string, unknown>;
  readonly load: () => Promise<{ Page: ComponentType }>;
}

const readSearch = (search: Record<string, unknown>): Record<string, unknown> => ({ ...readDiarySearch(search) });

/** Every page of pupils and guardians, and those before the door, is registered here and nowhere else. */
export const lightPages: readonly LightPage[] = [
  { path: '/sign-in', open: true, load: () => import('../sign-in/sign-in-page.tsx') },
  { path: '/activation', open: true, load: () => import('../sign-in/activation-page.tsx') },
  { path: '/check/$code', open: true, load: () => import('../check/check-page.tsx') },
  { path: '/diary', readSearch, load: () => import('./week-page.tsx') },
  { path: '/diary/subjects', readSearch, load: () => import('./subjects-page.tsx') },
  { path: '/diary/inbox', readSearch, load: () => import('./inbox-page.tsx') },
  { path: '/diary/more', readSearch, load: () => import('./more-page.tsx') },
];
