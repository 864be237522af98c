import { useQuery } from '@tanstack/react-query';
import { Link, useLocation, useSearch } from '@tanstack/react-router';
import { type ReactNode, useEffect } from 'react';
import { callOnce } from '../api/first-answers.ts';
import { switchSeat, useSessionState } from '../api/session.ts';
import { registerTexts, useTexts } from '../i18n.ts';
import { Bell } from '../inbox/bell.tsx';
import { useInbox } from '../live/inbox.ts';
import texts from '../locales/ru/diary.json' with { type: 'json' };
import { EmptyState, Failure, PageBoundary } from '../shell/failure.tsx';
import { Icon, type IconName } from '../shell/icon.tsx';
import { Skeleton } from '../shell/skeleton.tsx';
import { askAgain, askOrRecall } from './answer-store.ts';
import styles from './diary.module.css';
import { DiaryContext, type Reader, readerOf, rememberedReader, rememberReader } from './reader.ts';
import { keepPages } from './keep-pages.ts';
import { StudentBar } from './student-bar.tsx';
import { useGo } from './use-go.ts';
import { diariesKey, useOtherStudents } from './use-other-students.ts';
import type { DiarySearch } from './week-address.ts';

registerTexts('diary', texts);

/** The frame of every diary page: whose diary, bell, sections. Without network it opens what this device has seen. */
export function DiaryShell({ children }: { children: ReactNode }) {
  useEffect(keepPages, []);
  const state = useSessionState();
  const reader = state.status === 'signed-in' ? readerOf(state.session) : rememberedReader();
  const text = reader && JSON.stringify(reader);
  useEffect(() => {
    if (text) rememberReader(JSON.parse(text) as Reader);
  }, [text]);
  return reader ? <Frame reader={reader}>{children}</Frame> : <Skeleton />;
}

function Frame({ reader, children }: { reader: Reader; children: ReactNode }) {
  const search: DiarySearch = useSearch({ strict: false });
  const go = useGo();
  const diaries = useQuery({
    queryKey: ['diary', 'students', reader.acting.assignmentId],
    queryFn: ({ signal }) =>
      askOrRecall(diariesKey(reader.userId, reader.acting.assignmentId), () =>
        callOnce('journal.listDiaries', {}, signal),
      ),
    ...askAgain,
  });
  const students = diaries.data?.answer.students;
  const student = search.student ? students?.find((one) => one.studentId === search.student) : students?.[0];
  useSeatOf(reader, students && !student ? search.student : undefined);
  return (
    <div className={styles['app']}>
      <header className={styles['top']}>
        <StudentBar reader={reader} students={students ?? []} current={student?.studentId} />
        <div className={styles['bell']}>
          <Bell className={`bell ${styles['bellButton']}`} go={go} />
        </div>
      </header>
      <main className={styles['page']} id="main">
        {student ? (
          <PageBoundary key={student.studentId}>
            <DiaryContext value={{ reader, student }}>{children}</DiaryContext>
          </PageBoundary>
        ) : (
          <NoStudent
            reader={reader}
            isForeign={students !== undefined && students.length > 0}
            error={diaries.error}
            isLoading={!students}
            onRetry={() => void diaries.refetch()}
          />
        )}
      </main>
      <Sections student={student?.studentId} />
    </div>
  );
}

/** A link to a child of another institution takes the seat there, once this device knows whose seat that is. */
function useSeatOf(reader: Reader, studentId: string | undefined): void {
  const seat = useOtherStudents(reader).find(({ student }) => studentId && student?.studentId === studentId)?.seat;
  const wanted = seat?.assignmentId;
  useEffect(() => {
    // a refusal leaves the reader where they are, with the words that the diary is not theirs
    if (wanted) switchSeat(wanted).catch(() => undefined);
  }, [wanted]);
}

interface NoStudentProps {
  readonly reader: Reader;
  readonly error: unknown;
  readonly isLoading: boolean;
  readonly isForeign: boolean;
  readonly onRetry: () => void;
}

function NoStudent(props: NoStudentProps) {
  const { t } = useTexts('diary');
  if (props.error) return <Failure error={props.error} namespace="diary" onRetry={props.onRetry} />;
  if (props.isLoading) return <Skeleton />;
  const toOwn = (
    <Link className="btn" to="/diary" search={{}}>
      {t('toOwn')}
    </Link>
  );
  if (props.isForeign) return <EmptyState action={toOwn}>{t('notYours')}</EmptyState>;
  return <EmptyState>{t('noStudents', { context: props.reader.acting.nodeKind })}</EmptyState>;
}

const sections: readonly { readonly path: string; readonly icon: IconName; readonly title: string }[] = [
  { path: '/diary', icon: 'diary', title: 'week' },
  { path: '/diary/subjects', icon: 'chart', title: 'subjects' },
  { path: '/diary/inbox', icon: 'bell', title: 'inbox' },
  { path: '/diary/more', icon: 'more', title: 'more' },
];

function Sections({ student }: { student: string | undefined }) {
  const { t } = useTexts('diary');
  const { pathname } = useLocation();
  const { unread } = useInbox();
  return (
    <nav className={styles['sections']} aria-label={t('sections')}>
      {sections.map(({ path, icon, title }) => (
        <Link
          key={path}
          to={path}
          search={student ? { student } : {}}
          // the week's address begins that of every other section
          activeOptions={{ exact: true, includeSearch: false }}
          aria-current={pathname.replace(/\/$/, '') === path ? 'page' : undefined}
        >
          <Icon name={icon} />
          {t(title)}
          {title === 'inbox' && unread > 0 && (
            <b className={styles['news']} aria-label={t('fresh', { count: unread })}>
              {unread > 99 ? '99+' : unread}
            </b>
          )}
        </Link>
      ))}
    </nav>
  );
}
