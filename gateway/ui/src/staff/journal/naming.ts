import { dayMonth } from '../../format/russian-date.ts';
import { shortNameOf } from '../../format/person-name.ts';
import { t } from '../../i18n.ts';
import type { Ports } from './model/writes.ts';
import type { GridColumn } from './model/page-model.ts';

/** «СР» for a work's column, «ОУ» where the first mark makes the work, «Итог» for the last one. */
export function columnShort(column: GridColumn): string {
  if (column.kind === 'result') return t('journal:result');
  return t(`journal:works.${column.work?.typeKey ?? 'answer'}.short`);
}

/** «2 окт СР» */
export const columnName = (column: GridColumn): string =>
  column.kind === 'result'
    ? columnShort(column)
    : t('journal:column', { date: dayMonth(column.lesson.date), work: columnShort(column) });

/** «Контрольная работа № 2, вес 3», for the head's hint. */
export const columnTitle = (column: GridColumn): string => {
  if (column.kind === 'result') return columnShort(column);
  const title = column.work?.title || t(`journal:works.${column.work?.typeKey ?? 'answer'}.title`);
  return column.work
    ? `${title}, ${t('journal:lesson.weight').toLowerCase()} ${weightText(column.work.weight)}`
    : title;
};

/** Hundredths as «1» or «1,5». */
export const weightText = (hundredths: number): string => String(hundredths / 100).replace('.', ',');

/** Hundredths as «4,52»; a dash when there is no average. */
export const averageText = (hundredths: number | null): string =>
  hundredths === null ? '—' : (hundredths / 100).toFixed(2).replace('.', ',');

/** A refusal in the reader's words. */
export const refusalText = (code: string): string =>
  t([`journal:problems.${code}`, `shell:problems.${code}`, 'shell:problems.unknown']);

/** A refusal of a cell in this column, with the day on which its window closed. */
export function shutText(code: string, column: GridColumn | undefined): string {
  const until = column?.kind === 'lesson' && code === 'window-closed' ? column.lesson.closesOn : null;
  return `${refusalText(code)}${until ? ` ${dayMonth(until)}` : ''}`;
}

export const planPorts: Ports = {
  naming: { student: shortNameOf, column: columnName },
  newId: () => crypto.randomUUID(),
};
