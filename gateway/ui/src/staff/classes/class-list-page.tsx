import './classes-texts.ts';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { call } from '../../api/client.ts';
import type { AnswerOf } from '../../api/operations.ts';
import { may, useSession } from '../../api/session.ts';
import { shortNameOf } from '../../format/person-name.ts';
import { EmptyState, Failure } from '../../shell/failure.tsx';
import { Skeleton } from '../../shell/skeleton.tsx';
import { useWording } from '../controls/wording.ts';
import styles from './classes.module.css';
import { useTexts } from '../../i18n.ts';

type Brief = AnswerOf<'contingent.listClasses'>['classes'][number];

/** Classes (groups of a college), newest year first, by grade. */
export function Page() {
  const { t } = useTexts('classes');
  const say = useWording('classes');
  const session = useSession();
  const answer = useQuery({
    queryKey: ['classes'],
    queryFn: ({ signal }) => call('contingent.listClasses', { query: {}, signal }),
  });
  if (answer.error && !answer.data) return <Failure error={answer.error} onRetry={() => void answer.refetch()} />;
  if (!answer.data) return <Skeleton />;
  const { classes } = answer.data;
  const years = [...Map.groupBy(classes, (one) => one.year)].toSorted(([a], [b]) => b - a);
  const toImport = may(session, 'people.import') && (
    <Link className="btn" to="/imports" search={{}}>
      {t('toImport')}
    </Link>
  );
  return (
    <>
      <div className={`head ${styles['head']}`}>
        <h1>{say('title')}</h1>
        <span className="grow" />
        {toImport}
      </div>
      {classes.length === 0 && <EmptyState action={toImport}>{say('noClasses')}</EmptyState>}
      <div className={styles['page']}>
        {years.map(([year, own]) => (
          <section key={year} className={styles['year']}>
            <h2>
              {t('year', { year: `${year}/${String((year + 1) % 100).padStart(2, '0')}` })}
              <small>{say('counted', { count: own.length, students: sumOf(own) })}</small>
            </h2>
            <ClassTable classes={own} />
          </section>
        ))}
      </div>
    </>
  );
}

const sumOf = (classes: readonly Brief[]): number => classes.reduce((sum, one) => sum + one.students, 0);

function ClassTable({ classes }: { classes: readonly Brief[] }) {
  const { t } = useTexts('classes');
  const say = useWording('classes');
  const sorted = classes.toSorted((a, b) => a.grade - b.grade || a.name.localeCompare(b.name, 'ru', { numeric: true }));
  return (
    <table className={`t ${styles['classes']}`}>
      <thead>
        <tr>
          <th scope="col">{say('class')}</th>
          <th scope="col" className="num">
            {say('grade')}
          </th>
          <th scope="col">{say('classTeacher')}</th>
          <th scope="col" className="num">
            {say('students')}
          </th>
          <th scope="col" className="num">
            {t('subgroups')}
          </th>
        </tr>
      </thead>
      <tbody>
        {sorted.map((one) => (
          <tr key={one.id}>
            <th scope="row">
              <Link to="/classes/$classId" params={{ classId: one.id }}>
                {one.name}
              </Link>
            </th>
            <td className="num">{one.grade}</td>
            <td>
              {one.classTeacher ? shortNameOf(one.classTeacher) : <span className="quiet">{t('noTeacher')}</span>}
            </td>
            <td className="num">{one.students}</td>
            <td className="num">{one.subgroups || <span className="quiet">—</span>}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
