import { Link } from '@tanstack/react-router';
import { switchSeat } from '../api/session.ts';
import { unreadByStudent } from '../live/inbox-state.ts';
import { useInbox } from '../live/inbox.ts';
import styles from './diary.module.css';
import type { Reader, Student } from './reader.ts';
import { useGo } from './use-go.ts';
import { type OtherStudent, useOtherStudents } from './use-other-students.ts';
import { useTexts } from '../i18n.ts';

interface StudentBarProps {
  readonly reader: Reader;
  readonly students: readonly Student[];
  readonly current: string | undefined;
}

/** Whose diary: the children of all institutions with who has news; for a pupil their own name. */
export function StudentBar({ reader, students, current }: StudentBarProps) {
  const { t } = useTexts('diary');
  const news = unreadByStudent(useInbox().items);
  const others = useOtherStudents(reader);
  const [only] = students;
  if (students.length < 2 && others.length === 0)
    return (
      <p className={styles['me']}>
        {only && (
          <>
            <b>
              {only.firstName} {only.lastName}
            </b>{' '}
            {only.groupName}
          </>
        )}
      </p>
    );
  return (
    <nav className={styles['kids']} aria-label={t('children')}>
      {reader.seats.map((seat) =>
        seat.assignmentId === reader.acting.assignmentId ? (
          <OwnKids key={seat.assignmentId} students={students} current={current} news={news} />
        ) : (
          others
            .filter((other) => other.seat.assignmentId === seat.assignmentId)
            .map((other) => <OtherKid key={other.student?.studentId ?? seat.assignmentId} {...other} news={news} />)
        ),
      )}
    </nav>
  );
}

type News = ReadonlyMap<string, number>;

function OwnKids({ students, current, news }: Omit<StudentBarProps, 'reader'> & { news: News }) {
  return students.map((student) => (
    <Link
      key={student.studentId}
      to="."
      search={(old: Record<string, unknown>) => ({
        ...(typeof old['week'] === 'string' ? { week: old['week'] } : {}),
        student: student.studentId,
      })}
      aria-current={student.studentId === current ? 'true' : undefined}
    >
      <Kid name={student.firstName || student.lastName} hint={student.groupName} news={news.get(student.studentId)} />
    </Link>
  ));
}

function Kid({ name, hint, news }: { name: string; hint: string | null; news: number | undefined }) {
  const { t } = useTexts('diary');
  return (
    <>
      <span>{name}</span>
      <small>{hint}</small>
      {news !== undefined && (
        <b className={styles['news']} aria-label={t('fresh', { count: news })}>
          {news}
        </b>
      )}
    </>
  );
}

function OtherKid({ seat, student, news }: OtherStudent & { news: News }) {
  const go = useGo();
  const open = async () => {
    await switchSeat(seat.assignmentId);
    go(student ? `/diary?student=${student.studentId}` : '/diary');
  };
  return (
    <button type="button" onClick={() => void open()}>
      <Kid
        name={student?.firstName ?? seat.nodeName}
        hint={student ? seat.nodeName : null}
        news={student && news.get(student.studentId)}
      />
    </button>
  );
}
