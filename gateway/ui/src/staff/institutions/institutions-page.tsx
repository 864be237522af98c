import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { call } from '../../api/client.ts';
import { useSession } from '../../api/session.ts';
import { registerTexts, useTexts } from '../../i18n.ts';
import texts from '../../locales/ru/institutions.json' with { type: 'json' };
import { EmptyState, Failure } from '../../shell/failure.tsx';
import { Skeleton } from '../../shell/skeleton.tsx';
import { countKinds, groupInstitutions, type InstitutionGroup } from './group-institutions.ts';
import styles from './institutions.module.css';

registerTexts('institutions', texts);

/** An official's first page: the institutions of the region or municipality, by name. */
export function Page() {
  const { t } = useTexts('institutions');
  const session = useSession();
  const navigate = useNavigate();
  const { find = '' }: { find?: string } = useSearch({ strict: false });
  const answer = useQuery({
    queryKey: ['organisations'],
    queryFn: ({ signal }) => call('identity.listOrganisations', { signal }),
  });
  if (answer.error && !answer.data) return <Failure error={answer.error} onRetry={() => void answer.refetch()} />;
  if (!answer.data) return <Skeleton />;
  const all = answer.data.organisations;
  const { school, college } = countKinds(all);
  const groups = groupInstitutions(all, find);
  const look = (text: string) =>
    void navigate({ to: '/institutions', search: text ? { find: text } : {}, replace: true });
  return (
    <>
      <div className={`head ${styles['head']}`}>
        <h1>{session.acting.nodeName}</h1>
        <span className="small second">
          {t('schools', { count: school })}, {t('colleges', { count: college })}
        </span>
        <span className="grow" />
        <input
          className="field"
          type="search"
          aria-label={t('find')}
          placeholder={t('find')}
          value={find}
          onChange={(event) => look(event.target.value)}
        />
      </div>
      {groups.length === 0 ? <Nothing words={find} onClear={() => look('')} /> : null}
      <div className={styles['page']}>
        {groups.map((group) => (
          <Group key={group.above?.id ?? ''} group={group} />
        ))}
      </div>
    </>
  );
}

function Nothing({ words, onClear }: { words: string; onClear: () => void }) {
  const { t } = useTexts('institutions');
  if (words === '') return <EmptyState>{t('none')}</EmptyState>;
  const all = (
    <button type="button" className="btn" onClick={onClear}>
      {t('showAll')}
    </button>
  );
  return <EmptyState action={all}>{t('notFound', { words })}</EmptyState>;
}

function Group({ group: { above, institutions } }: { group: InstitutionGroup }) {
  const { t } = useTexts('institutions');
  const { acting } = useSession();
  return (
    <section>
      {above && above.name !== acting.nodeName && <h2>{above.name}</h2>}
      {institutions.length === 0 ? (
        <p className="quiet">{t('noneHere')}</p>
      ) : (
        <table className={`t ${styles['table']}`}>
          <thead>
            <tr>
              <th scope="col">{t('name')}</th>
              <th scope="col">{t('kind')}</th>
            </tr>
          </thead>
          <tbody>
            {institutions.map((one) => (
              <tr key={one.id}>
                <th scope="row">
                  {one.name}
                  {one.state === 'closed' && <span className="tag"> {t('closed')}</span>}
                </th>
                <td className="second">{t(`kinds.${one.kind}`)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}
