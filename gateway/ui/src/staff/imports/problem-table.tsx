import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { type FileProblem, matching, reasonsOf } from './problem-filter.ts';
import styles from './imports.module.css';
import { useTexts } from '../../i18n.ts';

const firstShown = 100;

/** What could not be taken over, line by line of the file, with the reason. */
export function ProblemTable({ problems }: { problems: readonly FileProblem[] }) {
  const { t } = useTexts('imports');
  const address: { import?: string; reason?: string } = useSearch({ strict: false });
  const navigate = useNavigate();
  const [text, setText] = useState('');
  const [all, setAll] = useState(false);
  if (problems.length === 0) return <p className={styles['clean']}>{t('noProblems')}</p>;
  const reasons = reasonsOf(problems);
  const code = reasons.find((reason) => reason.code === address.reason)?.code;
  const found = matching(problems, { code, text });
  const choose = (reason: string) => {
    const search = { ...(address.import && { import: address.import }), ...(reason && { reason }) };
    void navigate({ to: '/timetable-import', search, replace: true });
  };
  return (
    <section aria-labelledby="problems" className={styles['problems']}>
      <div className={styles['filter']}>
        <h2 id="problems">{t('problemsTitle', { count: problems.length })}</h2>
        <select
          className="field"
          aria-label={t('reason')}
          value={code ?? ''}
          onChange={(event) => choose(event.target.value)}
        >
          <option value="">{t('allReasons')}</option>
          {reasons.map((reason) => (
            <option key={reason.code} value={reason.code}>
              {reason.count} · {reason.example}
            </option>
          ))}
        </select>
        <input
          type="search"
          className="field"
          aria-label={t('find')}
          placeholder={t('find')}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
      </div>
      <p className="sr" role="status">
        {t('shownOf', { shown: found.length, all: problems.length })}
      </p>
      {found.length === 0 && <p className="quiet">{t('nothingFound')}</p>}
      {found.length > 0 && <Lines problems={all ? found : found.slice(0, firstShown)} />}
      {found.length > firstShown && !all && (
        <button type="button" className="btn" onClick={() => setAll(true)}>
          {t('showAll', { count: found.length })}
        </button>
      )}
    </section>
  );
}

function Lines({ problems }: { problems: readonly FileProblem[] }) {
  const { t } = useTexts('imports');
  return (
    <table className="t">
      <thead>
        <tr>
          <th scope="col" className="num">
            {t('line')}
          </th>
          <th scope="col">{t('where')}</th>
          <th scope="col">{t('why')}</th>
        </tr>
      </thead>
      <tbody>
        {problems.map((problem, index) => (
          <tr key={`${problem.line}/${index}`}>
            <td className="num quiet">{problem.line}</td>
            <th scope="row">
              {problem.name || '—'}
              <small>{problem.element}</small>
            </th>
            <td>{problem.message}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
