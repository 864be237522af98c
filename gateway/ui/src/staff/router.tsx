import { createRootRoute, createRoute, createRouter, lazyRouteComponent, Navigate } from '@tanstack/react-router';
import { useSession } from '../api/session.ts';
import { EmptyState, Failure } from '../shell/failure.tsx';
import { Skeleton } from '../shell/skeleton.tsx';
import { StaffShell } from './staff-shell.tsx';
import { sectionsOf, staffPages } from './pages.tsx';
import { useTexts } from '../i18n.ts';

const rootRoute = createRootRoute({ component: StaffShell, notFoundComponent: NotFound });

const startRoute = createRoute({ getParentRoute: () => rootRoute, path: '/', component: Start });

const pageRoutes = staffPages.map((page) =>
  createRoute({
    getParentRoute: () => rootRoute,
    path: page.path,
    component: lazyRouteComponent(page.load, 'Page'),
    pendingComponent: Skeleton,
    errorComponent: ({ error, reset }) => <Failure error={error} onRetry={reset} />,
    ...(page.readSearch ? { validateSearch: page.readSearch } : {}),
  }),
);

/** The staff's router: one route a registered page, each with its own chunk. */
export const createStaffRouter = () =>
  createRouter({
    routeTree: rootRoute.addChildren([startRoute, ...pageRoutes]),
    defaultPreload: 'intent',
    scrollRestoration: false,
  });

function Start() {
  const session = useSession();
  const { t } = useTexts();
  const [first] = sectionsOf(session);
  return first ? <Navigate to={first.path} replace /> : <EmptyState>{t('noPages')}</EmptyState>;
}

function NotFound() {
  const { t } = useTexts();
  return (
    <EmptyState
      action={
        <a className="btn" href="/">
          {t('toHome')}
        </a>
      }
    >
      {t('notFound')}
    </EmptyState>
  );
}
