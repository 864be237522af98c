import { isRussian } from '@parta/contracts/rules/journal/russian-text';
import { type FormEvent, type KeyboardEvent, useId, useState } from 'react';
import { shortNameOf } from '../../../format/person-name.ts';
import { textOfValue } from '../model/cell-sign.ts';
import type { Commented } from '../model/writes.ts';
import { columnName, refusalText } from '../naming.ts';
import { JournalDialog } from './journal-dialog.tsx';
import styles from './journal.module.css';
import { useTexts } from '../../../i18n.ts';

const LONGEST = 300;

interface Props {
  readonly commented: Commented;
  readonly onSave: (comment: string) => void;
  readonly onClose: () => void;
}

/** A word beside a value: Enter writes it, Escape leaves all as it was; says who will read it. */
export function CommentDialog({ commented, onSave, onClose }: Props) {
  const { t } = useTexts('journal');
  const [text, setText] = useState(commented.comment);
  const [tried, setTried] = useState(false);
  const id = useId();
  const comment = text.trim();
  const foreign = !isRussian(comment);
  const save = (event?: FormEvent) => {
    event?.preventDefault();
    setTried(true);
    if (!foreign) onSave(comment);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && !event.shiftKey) save(event);
  };
  const { student, column, value, target } = commented;
  return (
    <JournalDialog title={t('comment.title')} onClose={onClose}>
      <form onSubmit={save}>
        <label htmlFor={id} className={styles['about']}>
          <b>{shortNameOf(student)}</b>
          <span>
            {columnName(column)}: {textOfValue(value)}
          </span>
        </label>
        <textarea
          className="field"
          id={id}
          autoFocus
          rows={4}
          maxLength={LONGEST}
          value={text}
          aria-describedby={`${id}-who`}
          aria-invalid={tried && foreign}
          onChange={(event) => setText(event.target.value)}
          onKeyDown={onKeyDown}
        />
        <p className="small quiet" id={`${id}-who`}>
          {t(target.kind === 'result' ? 'comment.forColleagues' : 'comment.forFamily')}
          {text.length > LONGEST - 50 && ` ${t('comment.left', { count: LONGEST - text.length })}`}
        </p>
        {tried && foreign && (
          <p className="small bad" role="alert">
            {refusalText('text-not-russian')}
          </p>
        )}
        <p className={styles['buttons']}>
          <button type="submit" className="btn primary">
            {t('comment.save')}
          </button>
          <button type="button" className="btn bare" onClick={onClose}>
            {t('lesson.cancel')}
          </button>
          {commented.comment && (
            <button type="button" className="btn bare" onClick={() => onSave('')}>
              {t('comment.remove')}
            </button>
          )}
        </p>
      </form>
    </JournalDialog>
  );
}
