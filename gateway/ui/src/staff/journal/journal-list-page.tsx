import { Fragment } from 'react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { call } from '../../api/client.ts';
import { registerTexts, useTexts } from '../../i18n.ts';
import texts from '../../locales/ru/journal.json' with { type: 'json' };
import { EmptyState, Failure } from '../../shell/failure.tsx';
import { Skeleton } from '../../shell/skeleton.tsx';
import { groupPages } from './model/group-pages.ts';
import styles from './view/journal-list.module.css';

registerTexts('journal', texts);

/** Pages of the journal that the person may open. */
export function Page() {
  const { t } = useTexts('journal');
  const answer = useQuery({
    queryKey: ['journal', 'pages'],
    queryFn: ({ signal }) => call('journal.listPages', { query: {}, signal }),
  });
  if (answer.error) return <Failure error={answer.error} onRetry={() => void answer.refetch()} />;
  if (!answer.data) return <Skeleton />;
  if (answer.data.pages.length === 0) return <EmptyState>{t('noPages')}</EmptyState>;
  return (
    <>
      <div className="head">
        <h1>{t('choose')}</h1>
      </div>
      <div className={styles['list']}>
        {groupPages(answer.data.pages).map(({ name, pages }) => (
          <section key={name}>
            <h2>{name}</h2>
            <ul>
              {pages.map((page) => (
                <li key={page.id}>
                  <Link to="/journal/$pageId" params={{ pageId: page.id }}>
                    {page.subjectName}
                  </Link>
                  <span className="quiet small">
                    {page.teachers.map((teacher, at) => (
                      <Fragment key={teacher}>
                        {at > 0 && ', '}
                        <span className={styles['teacher']}>{teacher}</span>
                      </Fragment>
                    ))}
                  </span>
                </li>
              ))}
            </ul>
          </section>
        ))}
      </div>
    </>
  );
}
