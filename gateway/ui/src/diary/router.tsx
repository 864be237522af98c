import { createRootRoute, createRoute, createRouter, lazyRouteComponent, Outlet } from '@tanstack/react-router';
import { EmptyState, Failure } from '../shell/failure.tsx';
import { Skeleton } from '../shell/skeleton.tsx';
import { lightPages } from './pages.tsx';
import { useTexts } from '../i18n.ts';

const rootRoute = createRootRoute({ component: Outlet, notFoundComponent: NotFound });

const signedInRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: 'signed-in',
  // sign-in and the check page stand in the same entry and load nothing of the diary
  component: lazyRouteComponent(() => import('./diary-door.tsx'), 'DiaryDoor'),
});

const routeOf = (page: (typeof lightPages)[number]) => ({
  path: page.path,
  component: lazyRouteComponent(page.load, 'Page'),
  pendingComponent: Skeleton,
  errorComponent: ({ error, reset }: { error: unknown; reset: () => void }) => (
    <Failure error={error} onRetry={reset} />
  ),
  ...(page.readSearch ? { validateSearch: page.readSearch } : {}),
});

const openRoutes = lightPages
  .filter((page) => page.open)
  .map((page) => createRoute({ getParentRoute: () => rootRoute, ...routeOf(page) }));
const ownRoutes = lightPages
  .filter((page) => !page.open)
  .map((page) => createRoute({ getParentRoute: () => signedInRoute, ...routeOf(page) }));

/** The router of the light entry: pages before the door are open, all others ask for a pupil or a guardian. */
export const createLightRouter = () =>
  createRouter({
    routeTree: rootRoute.addChildren([...openRoutes, signedInRoute.addChildren(ownRoutes)]),
    defaultPreload: false,
  });

function NotFound() {
  const { t } = useTexts();
  return <EmptyState>{t('notFound')}</EmptyState>;
}
