import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { call } from '../../../api/client.ts';
import { useTexts } from '../../../i18n.ts';
import { problemText } from '../../../shell/problem-text.ts';
import type { Lesson, Work } from '../model/page-model.ts';
import { weightText } from '../naming.ts';
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

interface Props {
  readonly lesson: Lesson;
  /** The work that is changed; none = a new one. */
  readonly work: Work | undefined;
  readonly onDone: () => void;
}

interface Fields {
  readonly typeKey: Work['typeKey'];
  readonly title: string;
  readonly weight: string;
}

/** A new work of the lesson, or another kind, title or weight for one; a work without marks can be removed. */
export function WorkForm({ lesson, work, onDone }: Props) {
  const { t } = useTexts('journal');
  const [fields, setFields] = useState<Fields>({
    typeKey: work?.typeKey ?? 'independent',
    title: work?.title ?? '',
    weight: work ? weightText(work.weight) : '1',
  });
  const { save, remove } = useWork(lesson, work, onDone);
  const error = save.error ?? remove.error;
  const isBusy = save.isPending || remove.isPending;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate(fields);
  };
  return (
    <form className={styles['form']} onSubmit={submit}>
      <label>
        {t('lesson.type')}
        <select
          className="field"
          value={fields.typeKey}
          onChange={(event) => setFields({ ...fields, typeKey: event.target.value as Work['typeKey'] })}
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
          value={fields.weight}
          onChange={(event) => setFields({ ...fields, weight: event.target.value })}
        />
      </label>
      <label className={styles['wide']}>
        {t('lesson.workTitle')}
        <input
          className="field"
          maxLength={200}
          value={fields.title}
          onChange={(event) => setFields({ ...fields, title: event.target.value })}
        />
      </label>
      {error && <p className={`bad small ${styles['wide']}`}>{problemText(error, 'journal').sentence}</p>}
      <div className={styles['wide']}>
        <button type="submit" className="btn primary" disabled={isBusy}>
          {t(work ? 'lesson.change' : 'lesson.add')}
        </button>{' '}
        <button type="button" className="btn bare" onClick={onDone}>
          {t('lesson.cancel')}
        </button>
        {work && (
          <button type="button" className="btn bare" disabled={isBusy} onClick={() => remove.mutate()}>
            {t('lesson.removeWork')}
          </button>
        )}
      </div>
    </form>
  );
}

function useWork(lesson: Lesson, work: Work | undefined, onDone: () => void) {
  const store = useJournal();
  const queries = useQueryClient();
  const pageId = store.getState().model.page.page.id;
  // one id for all tries of this form: a second press adds nothing twice
  const [newId] = useState(() => crypto.randomUUID());
  // weights change averages and a removed work its column: both come with the page
  const askPage = () => queries.invalidateQueries({ queryKey: ['journal', 'page'] });
  const save = useMutation({
    mutationFn: ({ typeKey, title, weight: text }: Fields) => {
      const weight = Math.round(Number(text.replace(',', '.')) * 100);
      return work
        ? call('journal.changeWork', {
            params: { pageId, workId: work.id },
            body: { typeKey, title, weight, baseVersion: work.version },
          })
        : call('journal.addWork', {
            params: { pageId },
            body: { id: newId, lessonId: lesson.id, typeKey, title, weight },
          });
    },
    onSuccess: async (saved) => {
      store.dispatch({ type: 'work-made', work: saved });
      if (work) await askPage();
      onDone();
    },
  });
  const remove = useMutation({
    mutationFn: () => call('journal.removeWork', { params: { pageId, workId: work?.id ?? '' } }),
    onSuccess: async () => {
      await askPage();
      onDone();
    },
  });
  return { save, remove };
}
