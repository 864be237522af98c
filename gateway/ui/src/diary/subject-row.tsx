import { Link } from '@tanstack/react-router';
import { dayMonth } from '../format/russian-date.ts';
import { Icon } from '../shell/icon.tsx';
import { averageFormula, averageLine, type Subject, sumOf, termGroups, trendOf } from './average-terms.ts';
import { averageText, markSign, markWords, weightText } from './mark-text.ts';
import { useDiary } from './reader.ts';
import styles from './subjects.module.css';
import { useTexts } from '../i18n.ts';

/** A subject with its average and where it goes; opens to the marks and the arithmetic. */
export function SubjectRow({ subject, isOpen }: { subject: Subject; isOpen: boolean }) {
  const { t } = useTexts('diary');
  const { student } = useDiary();
  const line = averageLine(subject.marks);
  const debts = subject.marks.filter(({ mark }) => mark.kind === 'due').length;
  const id = `subject-${subject.pageId}`;
  return (
    <div className={`${styles['subject']} ${isOpen ? styles['open'] : ''}`}>
      <Link
        className={styles['line']}
        role="button"
        to="/diary/subjects"
        search={{ student: student.studentId, ...(isOpen ? {} : { subject: subject.pageId }) }}
        replace
        resetScroll={false}
        aria-expanded={isOpen}
        aria-controls={isOpen ? id : undefined}
      >
        <span className={styles['name']}>
          {subject.subjectName}
          <small>
            {debts > 0 && <b>{t('debtCount', { count: debts })}, </b>}
            {subject.marks.length > 0 ? t('markCount', { count: subject.marks.length }) : t('noMarks')}
          </small>
        </span>
        <TrendLine line={line} />
        <span className={styles['average']}>
          {subject.averageHundredths === null ? '–' : averageText(subject.averageHundredths)}
        </span>
        <Icon name="down" />
      </Link>
      {isOpen && (
        <div className={styles['body']} id={id}>
          <MarkList subject={subject} />
          <Arithmetic subject={subject} />
        </div>
      )}
    </div>
  );
}

function TrendLine({ line }: { line: readonly number[] }) {
  const { t } = useTexts('diary');
  const trend = trendOf(line);
  const points = line.map((value, index) => {
    const x = line.length < 2 ? 61 : 3 + (58 * index) / (line.length - 1);
    return [x.toFixed(1), (2 + 16 * ((500 - value) / 300)).toFixed(1)] as const;
  });
  const last = points.at(-1);
  return (
    <>
      <svg className={styles['spark']} viewBox="0 0 64 20" width="64" height="20" aria-hidden="true">
        {points.length > 1 && <path d={`M${points.map((point) => point.join(' ')).join('L')}`} />}
        {last && <circle cx={last[0]} cy={last[1]} r="2.5" />}
      </svg>
      <span
        className={styles['trend']}
        {...(trend === 0 ? {} : { role: 'img', 'aria-label': t(trend > 0 ? 'rises' : 'falls') })}
      >
        {trend === 0 ? '' : trend > 0 ? '▲' : '▼'}
      </span>
    </>
  );
}

function MarkList({ subject }: { subject: Subject }) {
  const { t } = useTexts('diary');
  if (subject.marks.length === 0) return null;
  return (
    <>
      <h3>
        {t('marks')} <small>{t('latestLeft')}</small>
      </h3>
      <ul className={styles['marks']} tabIndex={0} aria-label={t('marks')}>
        {subject.marks.toReversed().map(({ workId, mark, typeKey, title, weight, date, comment }) => (
          <li key={workId} title={[title || t(`works.${typeKey}`), comment].filter(Boolean).join('. ')}>
            <b
              className={mark.kind === 'grade' && mark.value <= 2 ? styles['bad'] : undefined}
              aria-label={markWords(mark)}
              role="img"
            >
              {markSign(mark)}
            </b>
            <span>
              {t(`workShort.${typeKey}`)}
              {weight !== 100 && ` ${t('weight', { weight: weightText(weight) })}`}
            </span>
            <time dateTime={date}>{dayMonth(date)}</time>
          </li>
        ))}
      </ul>
      <ul className={styles['remarks']}>
        {subject.marks.toReversed().map(
          ({ workId, mark, comment, date }) =>
            comment && (
              <li key={workId}>
                <b>{markSign(mark)}</b>
                <span>
                  {comment} <time dateTime={date}>{dayMonth(date)}</time>
                </span>
              </li>
            ),
        )}
      </ul>
    </>
  );
}

function Arithmetic({ subject }: { subject: Subject }) {
  const { t } = useTexts('diary');
  const formula = averageFormula(subject.marks);
  if (formula === undefined) return <p className={styles['formula']}>{t('noAverage')}</p>;
  const all = sumOf(subject.marks);
  return (
    <>
      <h3>{t('howMade', { average: averageText(subject.averageHundredths ?? 0) })}</h3>
      <table className={styles['terms']}>
        <thead>
          <tr>
            <th scope="col">{t('terms.works')}</th>
            <th scope="col">{t('terms.marks')}</th>
            <th scope="col" className="num">
              {t('terms.sum')}
            </th>
            <th scope="col" className="num">
              {t('terms.weights')}
            </th>
          </tr>
        </thead>
        <tbody>
          {termGroups(subject.marks).map(({ weight, values, sum }) => (
            <tr key={weight}>
              <th scope="row">{t('weight', { weight: weightText(weight) })}</th>
              <td>{values.join(' ')}</td>
              <td className="num">
                {weightText((sum.sum / weight) * 100)} × {weightText(weight)} = {weightText(sum.sum)}
              </td>
              <td className="num">
                {values.length} × {weightText(weight)} = {weightText(sum.weight)}
              </td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row" colSpan={2}>
              {weightText(all.sum)} : {weightText(all.weight)} = {averageText(subject.averageHundredths ?? 0)}
            </th>
            <td className="num">{weightText(all.sum)}</td>
            <td className="num">{weightText(all.weight)}</td>
          </tr>
        </tfoot>
      </table>
      <p className={styles['formula']}>{formula}</p>
    </>
  );
}
