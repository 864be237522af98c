import type { AnswerOf } from '../../api/operations.ts';
import { Icon } from '../../shell/icon.tsx';
import { ProgressLine } from '../controls/progress-line.tsx';
import { Refusal } from '../controls/refusal.tsx';
import { useWording } from '../controls/wording.ts';
import { ProblemTable } from './problem-table.tsx';
import { PublishForm } from './publish-form.tsx';
import styles from './imports.module.css';
import { useTexts } from '../../i18n.ts';

export type Report = AnswerOf<'curriculum.getTimetableImport'>;

const kinds = [
  'teachers',
  'subjects',
  'classes',
  'subgroups',
  'teachingGroups',
  'rooms',
  'bells',
  'entries',
] as const satisfies readonly (keyof Report['counts'])[];

/** How far the import is, then what it found, made and left out. */
export function TimetableResult({ report, away, onOther }: { report: Report; away: unknown; onOther: () => void }) {
  const { t } = useTexts('imports');
  return (
    <div className={styles['page']}>
      <div className={styles['resultHead']}>
        <h2>{report.fileName}</h2>
        <button type="button" className="btn" onClick={onOther}>
          {t('otherFile')}
        </button>
      </div>
      {report.state === 'running' && <ProgressLine share={report.progress} label={t(`stages.${report.stage}`)} />}
      {report.state === 'running' && <Refusal error={away} namespace="imports" />}
      {report.state === 'failed' && (
        <p className={styles['failed']} role="alert">
          <Icon name="warn" />
          {report.failure?.message ?? t('failed')}
        </p>
      )}
      {report.state === 'done' && (
        <p className={styles['done']} role="status">
          <Icon name="check" className="i ok" />
          <b>{t('takenOver')}</b>
        </p>
      )}
      <Counts counts={report.counts} />
      {report.state === 'done' && report.timetableVersionId && <PublishForm versionId={report.timetableVersionId} />}
      {report.state === 'done' && !report.timetableVersionId && <p className="second">{t('noTimetable')}</p>}
      {report.state !== 'running' && <ProblemTable problems={report.problems} />}
    </div>
  );
}

function Counts({ counts }: { counts: Report['counts'] }) {
  const { t } = useTexts('imports');
  const say = useWording('imports');
  return (
    <table className={`t ${styles['counts']}`}>
      <caption className="sr">{t('countsOf')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('whatIs')}</th>
          {(['found', 'created', 'kept'] as const).map((name) => (
            <th key={name} scope="col" className="num">
              {t(name)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {kinds.map((kind) => {
          const { found, created, kept } = counts[kind] ?? { found: 0, created: 0, kept: 0 };
          return (
            <tr key={kind}>
              <th scope="row">{say(`kinds.${kind}`)}</th>
              <td className="num">{found}</td>
              <td className="num">{created > 0 ? <b>{created}</b> : created}</td>
              <td className="num">{kept}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
