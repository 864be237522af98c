import { memo } from 'react';
import type { CellView, Happening, Paper } from '../model/cell-view.ts';
import styles from './journal.module.css';

const paperClass: Readonly<Record<Paper, string | undefined>> = {
  open: undefined,
  closed: styles['closed'],
  future: styles['future'],
  out: styles['out'],
};

const happeningClass: Readonly<Record<Happening, string | undefined>> = {
  saved: undefined,
  pending: styles['pending'],
  sending: styles['sending'],
  refused: styles['refused'],
  conflict: styles['conflict'],
};

export const cellId = (row: number, column: number): string => `cell-${row}-${column}`;

interface Props extends CellView {
  readonly row: number;
  readonly column: number;
  /** Edges of weeks and of today, fixed by the column. */
  readonly edges: string;
}

/** One cell; painted again only when one of its texts or signs changes. */
export const GridCell = memo(function GridCell({
  row,
  column,
  edges,
  letter,
  mark,
  theirs,
  happening,
  paper,
  noted,
}: Props) {
  const classes = [styles['c'], edges, paperClass[paper], happeningClass[happening], noted && styles['noted']]
    .filter(Boolean)
    .join(' ');
  return (
    <td id={cellId(row, column)} className={classes} aria-colindex={column + 3} aria-readonly={paper !== 'open'}>
      {happening === 'conflict' ? `${mark || letter || '∅'}≠${theirs}` : <Values letter={letter} mark={mark} />}
    </td>
  );
});

export function Values({ letter, mark }: { letter: string; mark: string }) {
  return (
    <>
      {letter && <span className={`${styles['a']} ${letter === 'н' ? styles['absent'] : ''}`}>{letter}</span>}
      {mark && <span className={markClass(mark)}>{mark}</span>}
    </>
  );
}

function markClass(mark: string): string {
  if (mark === '2' || mark === '1' || mark === 'Н') return `${styles['v']} ${styles['two']}`;
  if (mark === '•') return `${styles['v']} ${styles['due']}`;
  return mark.length > 2 ? `${styles['v']} ${styles['small']}` : (styles['v'] ?? '');
}
