import { useState } from 'react';
import { keyOf } from '../model/cell-key.ts';
import { isEnrolled, type Lesson, type PageModel, type Work } from '../model/page-model.ts';
import { averageText, weightText } from '../naming.ts';
import styles from './journal.module.css';
import { WorkForm } from './work-form.tsx';
import { useTexts } from '../../../i18n.ts';

/** Works of the lesson with how much of each is marked, and a form for one more or for changing one. */
export function LessonWorks({ lesson, model }: { lesson: Lesson; model: PageModel }) {
  const { t } = useTexts('journal');
  const [edited, setEdited] = useState<Work | 'new'>();
  const works = model.columns.flatMap((column) =>
    column.kind === 'lesson' && column.lesson.id === lesson.id && column.work ? [column.work] : [],
  );
  const open = model.page.canWrite && lesson.closed === null;
  return (
    <section>
      {works.length === 0 ? (
        <p className="quiet">{t('lesson.noWorks')}</p>
      ) : (
        <table>
          <thead>
            <tr>
              <th scope="col">{t('lesson.works')}</th>
              <th scope="col" className="num">
                {t('lesson.weight')}
              </th>
              <th scope="col" className="num">
                {t('lesson.marks')}
              </th>
              <th scope="col" className="num">
                {t('lesson.averageShort')}
              </th>
            </tr>
          </thead>
          <tbody>
            {works.map((work) => (
              <WorkLine key={work.id} {...{ work, model, open }} onChange={() => setEdited(work)} />
            ))}
          </tbody>
        </table>
      )}
      {edited ? (
        <WorkForm
          key={edited === 'new' ? 'new' : edited.id}
          lesson={lesson}
          work={edited === 'new' ? undefined : edited}
          onDone={() => setEdited(undefined)}
        />
      ) : (
        open && (
          <p className={styles['hint']}>
            <button type="button" className="btn link small" onClick={() => setEdited('new')}>
              {t('lesson.addWork')}
            </button>
          </p>
        )
      )}
    </section>
  );
}

interface LineProps {
  readonly work: Work;
  readonly model: PageModel;
  readonly open: boolean;
  readonly onChange: () => void;
}

function WorkLine({ work, model, open, onChange }: LineProps) {
  const { t } = useTexts('journal');
  const here = model.students.filter((student) => isEnrolled(student, work.date));
  const values = here.flatMap(
    ({ studentId }) => model.saved.get(keyOf({ kind: 'mark', workId: work.id, studentId }))?.value ?? [],
  );
  const grades = values.flatMap((value) => (typeof value === 'object' && value.kind === 'grade' ? [value.value] : []));
  const average =
    grades.length > 0 ? Math.round((grades.reduce((sum, grade) => sum + grade, 0) * 100) / grades.length) : null;
  const short = t(`works.${work.typeKey}.short`);
  const title = work.title || t(`works.${work.typeKey}.title`).toLowerCase();
  return (
    <tr>
      <td>
        {work.typeKey === 'answer' ? short : <b>{short}</b>},{' '}
        {open && work.version > 0 ? (
          <button
            type="button"
            className="btn link"
            aria-label={t('lesson.changeWork', { work: `${short}, ${title}` })}
            onClick={onChange}
          >
            {title}
          </button>
        ) : (
          title
        )}
      </td>
      <td className="num">{weightText(work.weight)}</td>
      <td className="num nowrap">{t('lesson.of', { marked: values.length, all: here.length })}</td>
      <td className="num">{averageText(average)}</td>
    </tr>
  );
}
