import type { ComponentType } from 'react';

/** One page of the light entry. */
export interface LightPage {
  readonly path: string;
  /** Shown to everybody, signed in or not. */
  readonly open?: true;
  readonly readSearch?: (search: Record<string, unknown>) => Record<string, unknown>;
  readonly load: () => Promise<{ Page: ComponentType }>;
}

/** Every page of pupils and guardians, and those before the door, is registered here and nowhere else. */
export const lightPages: readonly LightPage[] = [
  { path: '/sign-in', open: true, load: () => import('../sign-in/sign-in-page.tsx') },
  { path: '/activation', open: true, load: () => import('../sign-in/activation-page.tsx') },
];
