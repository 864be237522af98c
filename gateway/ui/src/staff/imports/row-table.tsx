import { Fragment, memo } from 'react';
import { EmptyState } from '../../shell/failure.tsx';
import { Icon } from '../../shell/icon.tsx';
import { useWording } from '../controls/wording.ts';
import { MendRow } from './mend-row.tsx';
import type { Field, ImportRow, Preview } from './row-filter.ts';
import styles from './imports.module.css';
import { useTexts } from '../../i18n.ts';

const signs = { new: 'check', known: 'warn', wrong: 'stop', imported: 'check' } as const;
const colours = { new: 'ok', known: 'warn', wrong: 'bad', imported: 'ok' } as const;

/** Rows of the file; under a wrong one its reasons and the field to mend. */
export function RowTable({ preview, rows }: { preview: Preview; rows: readonly ImportRow[] }) {
  const { t } = useTexts('imports');
  const applied = preview.state === 'applied';
  const outcome = applied ? 'became' : 'willBe';
  const caption = t(applied ? 'rowsWritten' : 'rows');
  if (rows.length === 0) return <div className={styles['box']}>{<EmptyState>{t('noRows')}</EmptyState>}</div>;
  return (
    <div className={styles['box']} role="region" aria-label={caption} tabIndex={0}>
      <table className={styles['imp']}>
        <caption className="sr">{caption}</caption>
        <thead>
          <tr>
            <th scope="col" className={styles['ln']}>
              {t('line')}
            </th>
            <th scope="col" className={styles['st']}>
              <span className="sr">{t('state')}</span>
            </th>
            {(['name', 'birthDate', 'guardian1', 'guardian2', outcome] as const).map((name) => (
              <th key={name} scope="col">
                {t(`heads.${name}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <RowLines key={row.line} row={row} importId={preview.importId} applied={applied} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface Lines {
  readonly row: ImportRow;
  readonly importId: string;
  readonly applied: boolean;
}

const RowLines = memo(function RowLines({ row, importId, applied }: Lines) {
  const { t } = useTexts('imports');
  const say = useWording('imports');
  const tint = { wrong: styles['e'], known: styles['w'], new: undefined, imported: undefined }[row.state];
  const toMend = row.state === 'wrong' && !applied;
  const because = row.problems.map(({ message }) => message).join('; ');
  return (
    <Fragment>
      <tr className={`${tint ?? ''} ${toMend ? styles['above'] : ''}`}>
        <td className={styles['ln']}>{row.line}</td>
        <td className={styles['st']}>
          <span className="sr">{t(`states.${row.state}`)}</span>
          <Icon name={signs[row.state]} className={`i ${colours[row.state]}`} />
        </td>
        <th scope="row">
          <Values row={row} fields={['lastName', 'firstName', 'middleName']} />
        </th>
        <td>
          <Values row={row} fields={['birthDate']} />
        </td>
        <td>
          <Values row={row} fields={['guardian1Name', 'guardian1Relation']} />
        </td>
        <td>
          <Values row={row} fields={['guardian2Name', 'guardian2Relation']} />
        </td>
        <td className={styles['tail']}>
          <span className={row.state === 'new' || row.state === 'imported' ? 'second' : colours[row.state]}>
            {say(`${applied ? 'became' : 'willBe'}.${row.state}`)}
          </span>
          {row.state === 'known' && because && <small>{because}</small>}
          {row.state === 'wrong' && applied && <small>{because}</small>}
        </td>
      </tr>
      {toMend && (
        <tr className={`${tint ?? ''} ${styles['say']}`}>
          <td colSpan={2} />
          <td colSpan={5}>
            <MendRow row={row} importId={importId} />
          </td>
        </tr>
      )}
    </Fragment>
  );
});

/** What the file says, the wrong part underlined. */
function Values({ row, fields }: { row: ImportRow; fields: readonly Field[] }) {
  return fields.map((field, index) => {
    const value = row.values[field] ?? '';
    const wrong = row.problems.some((problem) => problem.field === field);
    if (!value && !wrong) return null;
    return (
      <Fragment key={field}>
        {index > 0 && (field.endsWith('Relation') ? ', ' : ' ')}
        {wrong ? value ? <u>{value}</u> : <span className={styles['missing']} /> : value}
      </Fragment>
    );
  });
}
