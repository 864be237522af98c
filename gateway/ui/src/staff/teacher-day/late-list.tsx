import { Link } from '@tanstack/react-router';
import type { AnswerOf } from '../../api/operations.ts';
import { dayMonth, daysBetween, weekdayDayMonth } from '../../format/russian-date.ts';
import styles from './teacher-day.module.css';
import { useTexts } from '../../i18n.ts';

type Late = AnswerOf<'journal.teacherDay'>['late'];

const windowDays = 10;

/** What is late, by the day after which it closes; ten ticks show how much of the window is left. */
export function LateList({ late, today }: { late: Late; today: string }) {
  const { t } = useTexts('day');
  const sorted = late.toSorted(
    (a, b) => (a.closesOn ?? '').localeCompare(b.closesOn ?? '') || a.date.localeCompare(b.date),
  );
  return (
    <section className={styles['under']} aria-labelledby="late">
      <h2 id="late">
        {late.length > 0 ? t('late', { number: late.length }) : t('lateNone')}
        {late.length > 0 && <small>{t('lateHint')}</small>}
      </h2>
      {late.length > 0 && (
        <table className={styles['late']}>
          <thead className="sr">
            <tr>
              {(['lesson', 'group', 'missing', 'closes', 'action'] as const).map((name) => (
                <th key={name} scope="col">
                  {t(name)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {sorted.map((line) => (
              <LateLine key={line.lessonId} line={line} today={today} />
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

function LateLine({ line, today }: { line: Late[number]; today: string }) {
  const { t } = useTexts('day');
  const left = line.closesOn ? daysBetween(today, line.closesOn) : windowDays;
  const missing = line.missing.map((name) => t(`missingNames.${name}`)).join(', ');
  return (
    <tr>
      <td>{weekdayDayMonth(line.date)}</td>
      <th scope="row">
        {line.groupName} {line.subjectName}
      </th>
      <td className={styles['missingWords']}>{missing}</td>
      <td className={left <= 2 ? 'bad' : undefined}>
        {line.closesOn && (
          <>
            <span className={styles['ten']} aria-hidden="true">
              {Array.from({ length: windowDays }, (_, index) => (
                <i key={index} className={index < left ? styles['g'] : undefined} />
              ))}
            </span>
            {t(left < 0 ? 'closed' : 'closesOn', {
              date: left < 0 ? dayMonth(line.closesOn) : weekdayDayMonth(line.closesOn),
            })}
          </>
        )}
      </td>
      <td className={styles['end']}>
        <Link to="/journal/$pageId" params={{ pageId: line.pageId }} search={{ lesson: line.lessonId }}>
          {t('write')}
        </Link>
      </td>
    </tr>
  );
}
