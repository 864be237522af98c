import { useMutation } from '@tanstack/react-query';
import { type KeyboardEvent, useEffect, useId, useState } from 'react';
import { isPassing } from '../../../api/api-problem.ts';
import { call } from '../../../api/client.ts';
import { useSession } from '../../../api/session.ts';
import { dayMonth } from '../../../format/russian-date.ts';
import { Icon } from '../../../shell/icon.tsx';
import { problemText } from '../../../shell/problem-text.ts';
import { isFirstGrade, type Lesson } from '../model/page-model.ts';
import { dropDraft, keepDraft, readDraft } from '../sending/record-draft.ts';
import { useJournal } from './journal-context.ts';
import styles from './journal.module.css';
import { useTexts } from '../../../i18n.ts';

const RETRY_MS = 3000;

interface Props {
  readonly lesson: Lesson;
  readonly canWrite: boolean;
  readonly time: string;
}

/** Topic and homework of a lesson; written when the field is left or by Ctrl+Enter. */
export function LessonRecord({ lesson, canWrite, time }: Props) {
  const { t } = useTexts('journal');
  const store = useJournal();
  const userId = useSession().user.id;
  const [draft] = useState(() => readDraft(userId, lesson.id));
  const [topic, setTopic] = useState(draft?.topic ?? lesson.topic);
  const noHomework = isFirstGrade(store.getState().model.page);
  const [written, setHomework] = useState(draft?.homework ?? lesson.homework);
  // the first grade has none: the server writes «нет» by itself
  const homework = noHomework ? lesson.homework : written;
  const baseVersion = draft?.baseVersion ?? lesson.recordVersion;
  const pageId = store.getState().model.page.page.id;
  const record = useMutation({
    mutationFn: (body: { topic: string; homework: string; baseVersion: number }) =>
      call('journal.recordLesson', { params: { pageId, lessonId: lesson.id }, body }),
    // the server is away, not the text wrong: it is sent until it arrives
    retry: (_failures, error) => isPassing(error),
    retryDelay: RETRY_MS,
    networkMode: 'always',
    onSuccess: (saved) => {
      dropDraft(userId, lesson.id);
      const { page } = store.getState().model;
      const changed = { topic: saved.topic, homework: saved.homework, recordVersion: saved.version };
      const lessons = page.lessons.map((one) => (one.id === lesson.id ? { ...one, ...changed } : one));
      store.dispatch({ type: 'lessons', lessons });
    },
  });
  const dirty = topic !== lesson.topic || homework !== lesson.homework;
  const save = () => {
    if (dirty && canWrite && !record.isPending) record.mutate({ topic, homework, baseVersion });
  };
  useEffect(() => {
    if (dirty && canWrite) keepDraft(userId, lesson.id, { topic, homework, baseVersion });
    else dropDraft(userId, lesson.id);
  }, [dirty, canWrite, userId, lesson.id, topic, homework, baseVersion]);
  // what an earlier visit could not send goes out as soon as the lesson is opened again
  useEffect(() => {
    if (draft) save();
  }, [draft]);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) save();
  };
  return (
    <>
      <section>
        <TextPart
          label={t('lesson.topic')}
          aside={time}
          value={topic}
          onChange={setTopic}
          readOnly={!canWrite}
          {...{ onKeyDown, onBlur: save }}
        />
      </section>
      <section>
        {noHomework && (
          <>
            <h3>{t('lesson.homework')}</h3>
            <p className="second">{t('lesson.noHomework')}</p>
          </>
        )}
        {!noHomework && (
          <TextPart
            label={t('lesson.homework')}
            aside={lesson.closesOn && canWrite ? t('closesOn', { date: dayMonth(lesson.closesOn) }) : ''}
            value={homework}
            onChange={setHomework}
            readOnly={!canWrite}
            {...{ onKeyDown, onBlur: save }}
          />
        )}
        <p className={styles['hint']} role="status">
          <RecordStatus dirty={dirty} pending={record.isPending} saved={record.isSuccess} error={record.error} />
        </p>
      </section>
    </>
  );
}

function RecordStatus({
  dirty,
  pending,
  saved,
  error,
}: {
  dirty: boolean;
  pending: boolean;
  saved: boolean;
  error: unknown;
}) {
  const { t } = useTexts('journal');
  if (pending) return t('lesson.saving');
  if (error) return <span className="bad">{problemText(error, 'journal').sentence}</span>;
  if (dirty) return t('lesson.dirty');
  return saved ? (
    <>
      <Icon name="check" className="i ok" />
      {t('lesson.saved')}
    </>
  ) : null;
}

interface TextPartProps {
  readonly label: string;
  readonly aside: string;
  readonly value: string;
  readonly readOnly: boolean;
  readonly onChange: (value: string) => void;
  readonly onBlur: () => void;
  readonly onKeyDown: (event: KeyboardEvent) => void;
}

function TextPart({ label, aside, value, readOnly, onChange, onBlur, onKeyDown }: TextPartProps) {
  const id = useId();
  return (
    <>
      <div className={styles['row']}>
        <h3>
          <label htmlFor={id}>{label}</label>
        </h3>
        <span className="small quiet">{aside}</span>
      </div>
      <textarea
        className="field"
        id={id}
        rows={2}
        value={value}
        readOnly={readOnly}
        onChange={(event) => onChange(event.target.value)}
        onBlur={onBlur}
        onKeyDown={onKeyDown}
      />
    </>
  );
}
