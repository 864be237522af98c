import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../../api/client.ts';
import { problemText } from '../../../shell/problem-text.ts';
import { keyOf } from '../model/cell-key.ts';
import { isEnrolled, type Lesson, type PageModel, type Work } from '../model/page-model.ts';
import { averageText, weightText } from '../naming.ts';
import { useJournal } from './journal-context.ts';
import styles from './journal.module.css';

const typeKeys: readonly Work['typeKey'][] = [
  'answer',
  'homework',
  'independent',
  'control',
  'practical',
  'laboratory',
  'dictation',
  'essay',
  'test',
  'monitoring',
];

/** Works of the lesson with how much of each is marked, and a form for one more. */
export function LessonWorks({ lesson, model }: { lesson: Lesson; model: PageModel }) {
  const { t } = useTranslation('journal');
  const [adding, setAdding] = useState(false);
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
              <WorkLine key={work.id} work={work} model={model} />
            ))}
          </tbody>
        </table>
      )}
      {adding ? (
        <WorkForm lesson={lesson} onDone={() => setAdding(false)} />
      ) : (
        open && (
          <p className={styles['hint']}>
            <button type="button" className="btn link small" onClick={() => setAdding(true)}>
              {t('lesson.addWork')}
            </button>
          </p>
        )
      )}
    </section>
  );
}

function WorkLine({ work, model }: { work: Work; model: PageModel }) {
  const { t } = useTranslation('journal');
  const here = model.students.filter((student) => isEnrolled(student, work.date));
  const values = here.flatMap(
    ({ studentId }) => model.saved.get(keyOf({ kind: 'mark', workId: work.id, studentId }))?.value ?? [],
  );
  const grades = values.flatMap((value) => (typeof value === 'object' && value.kind === 'grade' ? [value.value] : []));
  const average =
    grades.length > 0 ? Math.round((grades.reduce((sum, grade) => sum + grade, 0) * 100) / grades.length) : null;
  const short = t(`works.${work.typeKey}.short`);
  return (
    <tr>
      <td>
        {work.typeKey === 'answer' ? short : <b>{short}</b>},{' '}
        {work.title || t(`works.${work.typeKey}.title`).toLowerCase()}
      </td>
      <td className="num">{weightText(work.weight)}</td>
      <td className="num nowrap">{t('lesson.of', { marked: values.length, all: here.length })}</td>
      <td className="num">{averageText(average)}</td>
    </tr>
  );
}

function WorkForm({ lesson, onDone }: { lesson: Lesson; onDone: () => void }) {
  const { t } = useTranslation('journal');
  const store = useJournal();
  const [typeKey, setTypeKey] = useState<Work['typeKey']>('independent');
  const [title, setTitle] = useState('');
  const [weight, setWeight] = useState('1');
  // one id for all tries of this form: a second press adds nothing twice
  const [id] = useState(() => crypto.randomUUID());
  const add = useMutation({
    mutationFn: () =>
      call('journal.addWork', {
        params: { pageId: store.getState().model.page.page.id },
        body: { id, lessonId: lesson.id, typeKey, title, weight: Math.round(Number(weight.replace(',', '.')) * 100) },
      }),
    onSuccess: (work) => {
      store.dispatch({ type: 'work-made', work });
      onDone();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    add.mutate();
  };
  return (
    <form className={styles['form']} onSubmit={submit}>
      <label>
        {t('lesson.type')}
        <select
          className="field"
          value={typeKey}
          onChange={(event) => setTypeKey(event.target.value as Work['typeKey'])}
        >
          {typeKeys.map((key) => (
            <option key={key} value={key}>
              {t(`works.${key}.title`)}
            </option>
          ))}
        </select>
      </label>
      <label>
        {t('lesson.weight')}
        <input
          className="field"
          inputMode="decimal"
          required
          pattern="[0-9]{1,2}([.,][0-9]{1,2})?"
          value={weight}
          onChange={(event) => setWeight(event.target.value)}
        />
      </label>
      <label className={styles['wide']}>
        {t('lesson.workTitle')}
        <input className="field" maxLength={200} value={title} onChange={(event) => setTitle(event.target.value)} />
      </label>
      {add.error && <p className={`bad small ${styles['wide']}`}>{problemText(add.error, 'journal').sentence}</p>}
      <div className={styles['wide']}>
        <button type="submit" className="btn primary" disabled={add.isPending}>
          {t('lesson.add')}
        </button>{' '}
        <button type="button" className="btn bare" onClick={onDone}>
          {t('lesson.cancel')}
        </button>
      </div>
    </form>
  );
}
