import { useQuery } from '@tanstack/react-query';
import { Link, useSearch } from '@tanstack/react-router';
import { useEffect } from 'react';
import { call } from '../api/client.ts';
import { EmptyState, Failure } from '../shell/failure.tsx';
import { Skeleton } from '../shell/skeleton.tsx';
import { askAgain, askOrRecall } from './answer-store.ts';
import type { Subject } from './average-terms.ts';
import { DataStrip } from './data-strip.tsx';
import styles from './diary.module.css';
import { resultSign } from './mark-text.ts';
import { useDiary } from './reader.ts';
import { SubjectRow } from './subject-row.tsx';
import subjectStyles from './subjects.module.css';
import { useLiveDiary } from './use-live-diary.ts';
import type { DiarySearch } from './week-address.ts';
import { useTexts } from '../i18n.ts';

/** How the pupil stands: averages with their arithmetic, results by period, absences. */
export function Page() {
  const { t } = useTexts('diary');
  const { student, reader } = useDiary();
  const { view }: DiarySearch = useSearch({ strict: false });
  const { studentId } = student;
  useLiveDiary(studentId);
  const answer = useQuery({
    queryKey: ['diary', 'subjects', studentId],
    queryFn: ({ signal }) =>
      askOrRecall(`${reader.userId}/subjects/${studentId}`, () =>
        call('journal.diarySubjects', { params: { studentId }, signal }),
      ),
    ...askAgain,
  });
  useEffect(() => {
    document.title = `${student.firstName}, ${t('standing').toLowerCase()}. ${t('shell:brand')}`;
  }, [student.firstName, t]);
  const subjects = answer.data?.answer.subjects;
  if (!subjects && answer.error)
    return <Failure error={answer.error} namespace="diary" onRetry={() => void answer.refetch()} />;
  return (
    <>
      <DataStrip savedAt={answer.data?.savedAt} />
      <Views view={view} />
      <div className={styles['feed']}>
        <h1 className="sr">{t('standing')}</h1>
        {subjects ? <View view={view} subjects={subjects} /> : <Skeleton />}
      </div>
    </>
  );
}

function Views({ view }: { view: DiarySearch['view'] }) {
  const { t } = useTexts('diary');
  const { student } = useDiary();
  const views = [undefined, 'results', 'absences'] as const;
  return (
    <nav className={subjectStyles['views']} aria-label={t('views.label')}>
      <div className="seg">
        {views.map((one) => (
          <Link
            key={one ?? 'subjects'}
            to="/diary/subjects"
            search={{ student: student.studentId, ...(one ? { view: one } : {}) }}
            aria-current={one === view ? 'page' : undefined}
          >
            {t(`views.${one ?? 'subjects'}`)}
          </Link>
        ))}
      </div>
    </nav>
  );
}

function View({ view, subjects }: { view: DiarySearch['view']; subjects: readonly Subject[] }) {
  const { t } = useTexts('diary');
  const { subject: opened }: DiarySearch = useSearch({ strict: false });
  if (subjects.length === 0) return <EmptyState>{t('noSubjects')}</EmptyState>;
  if (view === 'results') return <Results subjects={subjects} />;
  if (view === 'absences') return <Absences subjects={subjects} />;
  return (
    <div className={subjectStyles['columns']}>
      <p className={subjectStyles['period']}>{subjects[0]?.periodName}</p>
      {subjects.map((subject) => (
        <SubjectRow key={subject.pageId} subject={subject} isOpen={subject.pageId === opened} />
      ))}
    </div>
  );
}

function Results({ subjects }: { subjects: readonly Subject[] }) {
  const { t } = useTexts('diary');
  const periods = [...new Set(subjects.flatMap((subject) => subject.results.map((one) => one.periodName)))].toSorted(
    (a, b) => a.localeCompare(b, 'ru', { numeric: true }),
  );
  if (periods.length === 0) return <EmptyState>{t('noResults')}</EmptyState>;
  return (
    <div className={subjectStyles['sheet']}>
      <table className={`t ${subjectStyles['results']}`}>
        <thead>
          <tr>
            <th scope="col">{t('result')}</th>
            {periods.map((period) => (
              <th key={period} scope="col" className="num">
                {period}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {subjects.map((subject) => (
            <tr key={subject.pageId}>
              <th scope="row">{subject.subjectName}</th>
              {periods.map((period) => {
                const found = subject.results.find((one) => one.periodName === period);
                return (
                  <td key={period} className="num">
                    {found ? resultSign(found.result) : '–'}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Absences({ subjects }: { subjects: readonly Subject[] }) {
  const { t } = useTexts('diary');
  const missed = subjects.filter((subject) => subject.absences > 0).toSorted((a, b) => b.absences - a.absences);
  if (missed.length === 0) return <EmptyState>{t('noAbsences')}</EmptyState>;
  return (
    <ul className={subjectStyles['absences']}>
      {missed.map((subject) => (
        <li key={subject.pageId}>
          {subject.subjectName}
          <span>{t('missedCount', { count: subject.absences })}</span>
        </li>
      ))}
    </ul>
  );
}
