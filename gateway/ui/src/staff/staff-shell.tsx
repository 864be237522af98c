import { useQueryClient } from '@tanstack/react-query';
import { Link, Outlet, useLocation, useNavigate } from '@tanstack/react-router';
import { Suspense } from 'react';
import type { SessionAnswer } from '../api/token.ts';
import { may, type Seat, signOut, switchSeat, useSession } from '../api/session.ts';
import { PageBoundary } from '../shell/failure.tsx';
import { Icon } from '../shell/icon.tsx';
import { OfflineStrip } from '../shell/offline-strip.tsx';
import { PickMenu } from '../shell/pick-menu.tsx';
import { Skeleton } from '../shell/skeleton.tsx';
import styles from '../shell/shell.module.css';
import { BellSlot } from './bell-slot.tsx';
import { sectionsOf, type StaffPage, staffPages } from './pages.tsx';
import { SearchSlot } from './search/search-slot.tsx';
import { useTexts } from '../i18n.ts';

/** The frame of every staff page: rail by role, bar of context, on a phone a bottom bar. */
export function StaffShell() {
  const { t } = useTexts();
  const session = useSession();
  const location = useLocation();
  const sections = sectionsOf(session);
  const current = sectionOf(location.pathname);
  return (
    <div className={`shell ${styles['frame'] ?? ''}`}>
      <Link className="brand" to="/" aria-label={t('toStart')}>
        {t('brand')}
      </Link>
      <Bar session={session} />
      <nav className="rail" aria-label={t('sections')}>
        <Sections sections={sections} current={current} />
      </nav>
      <div className={styles['content']}>
        <OfflineStrip />
        <main className="main" id="main">
          <PageBoundary key={`${current ?? ''}${session.acting.assignmentId}`}>
            <Suspense fallback={<Skeleton />}>
              <Outlet />
            </Suspense>
          </PageBoundary>
        </main>
      </div>
      <nav className={styles['bottom']} aria-label={t('sections')}>
        <Sections sections={sections.slice(0, 5)} current={current} />
      </nav>
    </div>
  );
}

function Sections({ sections, current }: { sections: readonly StaffPage[]; current: string | undefined }) {
  const { t } = useTexts();
  const context = useSession().acting.nodeKind;
  return sections.map((page) => (
    <Link
      key={page.path}
      to={page.path}
      activeOptions={{ exact: true, includeSearch: false }}
      aria-current={page.path === current ? 'page' : undefined}
    >
      {page.icon && <Icon name={page.icon} />}
      {t(page.titleKey, { context })}
    </Link>
  ));
}

function Bar({ session }: { session: SessionAnswer }) {
  const { t } = useTexts();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const change = async (assignmentId: string) => {
    await switchSeat(assignmentId);
    queries.clear();
    await navigate({ to: '/' });
  };
  const seats = session.seats.map((seat) => ({ id: seat.assignmentId, text: seat.nodeName, hint: rolesText(seat, t) }));
  return (
    <header className="bar">
      <PickMenu
        label={t('place')}
        items={seats}
        selected={session.acting.assignmentId}
        onPick={(id) => void change(id)}
      >
        {session.acting.nodeName}, {rolesText(session.acting, t)}
      </PickMenu>
      <span className="grow" />
      {may(session, 'people.read') && <SearchSlot />}
      <BellSlot />
      <PickMenu label={t('account')} items={[{ id: 'sign-out', text: t('signOut') }]} onPick={() => void signOut()}>
        {session.user.displayName}
      </PickMenu>
    </header>
  );
}

/** What the person is called here: a college has students and curators where a school has pupils and class teachers. */
function rolesText(seat: Seat, t: (key: string | string[]) => string): string {
  const wordings = seat.nodeKind === 'college' ? ['collegeRoles', 'roles'] : ['roles'];
  return seat.roles.map((role) => t(wordings.map((wording) => `${wording}.${role}`))).join(', ');
}

function sectionOf(pathname: string): string | undefined {
  const page = staffPages
    .filter((one) => pathname === one.path || pathname.startsWith(`${one.path.split('/$')[0] ?? one.path}/`))
    .toSorted((a, b) => b.path.length - a.path.length)[0];
  return page?.section ?? page?.path;
}
