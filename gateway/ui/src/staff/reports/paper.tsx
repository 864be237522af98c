import { memo } from 'react';
import { Icon } from '../../shell/icon.tsx';
import { cellText, isNote, type Row, type Table } from './cell-text.ts';
import { groupStarts, headRows } from './table-head.ts';
import styles from './paper.module.css';
import { useTexts } from '../../i18n.ts';

/** The sheet as it will be printed, on white paper also in the dark. */
export const Paper = memo(function Paper({ table }: { table: Table }) {
  const { t } = useTexts('reports');
  return (
    <>
      {table.incomplete.length > 0 && <Preliminary missing={table.incomplete} />}
      <article className={`${styles['paper']} ${styles[table.orientation]}`} aria-label={table.title}>
        <p className={styles['org']}>{table.institution}</p>
        <h2 className={styles['ttl']}>{table.title}</h2>
        {table.subtitle.map((line) => (
          <p key={line} className={styles['cls']}>
            {line}
          </p>
        ))}
        {table.emptyReason ? <p className={styles['nothing']}>{table.emptyReason}</p> : <PaperTable table={table} />}
        {table.footnotes.map((note) => (
          <p key={note} className={styles['foot']}>
            {note}
          </p>
        ))}
        <dl className={styles['sg']}>
          {table.signatures.map(({ position, name }) => (
            <div key={position}>
              <dt>{position}</dt>
              <dd className={styles['ln']} />
              <dd>{name ?? t('signerUnknown')}</dd>
            </div>
          ))}
        </dl>
      </article>
    </>
  );
});

/** Why the sheet can't be signed yet. */
function Preliminary({ missing }: { missing: readonly string[] }) {
  const { t } = useTexts('reports');
  return (
    <details className={styles['preliminary']}>
      <summary>
        <Icon name="warn" />
        <b>{t('preliminary')}</b>
        <span>{t('missing', { count: missing.length })}</span>
      </summary>
      <ul>
        {missing.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </details>
  );
}

function PaperTable({ table }: { table: Table }) {
  const starts = groupStarts(table.columns);
  const [above = [], below = []] = headRows(table.columns);
  // the first two columns, № and the name, stay in sight
  const pinned = table.columns[1]?.width === 'wide' ? 2 : 1;
  let at = 0;
  return (
    <table className={styles['v']}>
      <caption className="sr">{table.title}</caption>
      <thead>
        <tr>
          {above.map((cell) => {
            const index = at;
            at += cell.columns;
            return (
              <th
                key={cell.key}
                scope={cell.columns > 1 || cell.rows === 1 ? 'colgroup' : 'col'}
                colSpan={cell.columns}
                rowSpan={cell.rows}
                className={classesOf(index < pinned && styles[`pin${index}`], starts.has(index) && styles['l'])}
              >
                {cell.title}
              </th>
            );
          })}
        </tr>
        {below.length > 0 && (
          <tr>
            {table.columns.map((column, index) =>
              column.group === null ? null : (
                <th key={column.key} scope="col" className={starts.has(index) ? styles['l'] : undefined}>
                  {column.title}
                </th>
              ),
            )}
          </tr>
        )}
      </thead>
      <tbody>
        {table.rows.map((row, index) => (
          <PaperRow key={index} row={row} columns={table.columns} pinned={pinned} starts={starts} />
        ))}
      </tbody>
    </table>
  );
}

interface Line {
  readonly row: Row;
  readonly columns: Table['columns'];
  readonly pinned: number;
  readonly starts: ReadonlySet<number>;
}

function PaperRow({ row, columns, pinned, starts }: Line) {
  if (isNote(row)) {
    const at = row.cells.findIndex((cell) => cell !== null && cell !== '');
    return (
      <tr className={styles['left']}>
        {at > 0 && <td className={styles['pin0']} colSpan={at} />}
        <td colSpan={columns.length - at} className={styles['gone']}>
          <span>{cellText(row.cells[at], 'text')}</span>
        </td>
      </tr>
    );
  }
  return (
    <tr className={styles[row.kind]}>
      {columns.map((column, index) => {
        const cell = row.cells[index];
        const style = typeof cell === 'object' && cell !== null ? cell.style : undefined;
        const classes = classesOf(
          index < pinned && styles[`pin${index}`],
          styles[column.type],
          starts.has(index) && styles['l'],
          style && styles[style],
        );
        const Tag = column.width === 'wide' ? 'th' : 'td';
        return (
          <Tag key={column.key} {...(Tag === 'th' && { scope: 'row' })} className={classes}>
            {cellText(cell, column.type)}
          </Tag>
        );
      })}
    </tr>
  );
}

const classesOf = (...names: readonly (string | false | undefined)[]): string => names.filter(Boolean).join(' ');
