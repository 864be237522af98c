import { memo } from 'react';
import { dayMonth, dayOf, monthNameOf, weekdayOf } from '../../../format/russian-date.ts';
import { Icon } from '../../../shell/icon.tsx';
import { isFirstGrade, type LessonColumn, type PageModel } from '../model/page-model.ts';
import { columnShort, columnTitle, weightText } from '../naming.ts';
import styles from './journal.module.css';
import { useTexts } from '../../../i18n.ts';

interface Group {
  readonly columns: readonly LessonColumn[];
  readonly first: LessonColumn;
}

function groupsBy(columns: readonly LessonColumn[], keyOf: (column: LessonColumn) => string): readonly Group[] {
  return [...Map.groupBy(columns, keyOf).values()].flatMap((own) => (own[0] ? [{ columns: own, first: own[0] }] : []));
}

/** Month, day over weekday, work with its weight: three lines that stay in view. */
export const GridHead = memo(function GridHead({ model }: { model: PageModel }) {
  const { t } = useTexts('journal');
  const columns = model.columns.filter((column) => column.kind === 'lesson');
  const { today, page } = model.page;
  const student = t(page.institutionKind === 'college' ? 'studentCollege' : 'student');
  return (
    <thead>
      <tr className={styles['mon']} aria-rowindex={1}>
        <th className={styles['no']} rowSpan={3} scope="col">
          {t('number')}
        </th>
        <th className={styles['who']} rowSpan={3} scope="col">
          {student}
        </th>
        {groupsBy(columns, (column) => column.lesson.date.slice(0, 7)).map((group, index) => (
          <Month key={group.first.key} group={group} shut={index === 0 ? lastShut(columns) : undefined} />
        ))}
        {(['average', 'absences', 'proposed', 'result'] as const).map((name, index) => (
          <th
            key={name}
            className={`${styles['tot']} ${styles[`t${index + 1}`]}`}
            rowSpan={3}
            scope="col"
            title={name === 'result' ? undefined : t(`${name}Full`)}
          >
            {t(name)}
          </th>
        ))}
      </tr>
      <tr className={styles['day']} aria-rowindex={2}>
        {groupsBy(columns, (column) => column.lesson.id).map(({ columns: own, first }) => (
          <th
            key={first.key}
            scope={own.length > 1 ? 'colgroup' : 'col'}
            colSpan={own.length}
            className={headClass(first, today)}
            aria-current={first.today ? 'date' : undefined}
          >
            <b>{dayOf(first.lesson.date)}</b>
            {weekdayOf(first.lesson.date)}
          </th>
        ))}
      </tr>
      <tr className={styles['wrk']} aria-rowindex={3}>
        {columns.map((column) => (
          <th key={column.key} scope="col" className={headClass(column, today)} title={columnTitle(column)}>
            {(column.work ?? !isFirstGrade(model.page)) && <WorkName column={column} />}
          </th>
        ))}
      </tr>
    </thead>
  );
});

function WorkName({ column }: { column: LessonColumn }) {
  if (!column.work) return columnShort(column);
  const quiet = column.work.typeKey === 'answer' || column.work.typeKey === 'homework';
  return (
    <>
      {quiet ? columnShort(column) : <b>{columnShort(column)}</b>}
      {column.work.weight < 1000 && <i>{weightText(column.work.weight)}</i>}
    </>
  );
}

/** The last day that can't be edited any more. */
const lastShut = (columns: readonly LessonColumn[]): string | undefined =>
  columns.findLast((column) => column.lesson.closed === 'window-closed')?.lesson.date;

function Month({ group: { columns, first }, shut }: { group: Group; shut: string | undefined }) {
  const { t } = useTexts('journal');
  const text = shut && t('closedUpTo', { date: dayMonth(shut) });
  return (
    <th className={`${styles['m']} ${first.weekStart ? styles['wk'] : ''}`} colSpan={columns.length} scope="colgroup">
      <div>
        <b>{columns.length > 2 ? monthNameOf(first.lesson.date) : monthNameOf(first.lesson.date).slice(0, 3)}</b>
        {text && columns.length > 2 && (
          <span title={text}>
            <Icon name="lock" />
            {columns.length > 6 ? text : ''}
          </span>
        )}
      </div>
    </th>
  );
}

const headClass = (column: LessonColumn, today: string): string =>
  [column.weekStart && styles['wk'], column.today && styles['now'], column.lesson.date > today && styles['soon']]
    .filter(Boolean)
    .join(' ');

/** Classes of a column's edges in the body: weeks, and the two lines of today. */
export function edgesOf(model: PageModel): readonly string[] {
  return model.columns.map((column, index) => {
    if (column.kind === 'result') return '';
    const [before, after] = [model.columns[index - 1], model.columns[index + 1]];
    const isToday = (one: typeof before): boolean => one?.kind === 'lesson' && one.today;
    const classes = [
      column.weekStart && styles['wk'],
      column.today && !isToday(before) && styles['nl'],
      column.today && !isToday(after) && styles['nr'],
    ];
    return classes.filter(Boolean).join(' ');
  });
}
