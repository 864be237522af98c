import { type ReactNode, useId, useState } from 'react';
import { registerTexts, useTexts } from '../i18n.ts';
import texts from '../locales/ru/sign-in.json' with { type: 'json' };
import { shortId } from '../shell/failure.tsx';
import { Icon } from '../shell/icon.tsx';
import { problemText } from '../shell/problem-text.ts';
import styles from './door.module.css';

registerTexts('sign-in', texts);

/** The page before the door: sign-in and activation stand on it. */
export function Door({ wide = false, foot, children }: { wide?: boolean; foot: ReactNode; children: ReactNode }) {
  const { t } = useTexts('sign-in');
  return (
    <div className={styles['page']}>
      <main className={`${styles['door']} ${wide ? styles['wide'] : ''}`}>
        <p className={styles['brand']}>{t('shell:brand')}</p>
        <p className={styles['lead']}>{t('lead')}</p>
        {children}
        <div className={styles['first']}>{foot}</div>
      </main>
    </div>
  );
}

export function Refusal({ error }: { error: unknown }) {
  const { t } = useTexts('sign-in');
  if (!error) return null;
  const { sentence, correlationId } = problemText(error, 'sign-in');
  return (
    <div className={styles['err']} role="alert">
      <Icon name="warn" />
      <p>
        {sentence}
        {correlationId && <small>{t('shell:correlation', { id: shortId(correlationId) })}</small>}
      </p>
    </div>
  );
}

interface TextFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly autoComplete: string;
  readonly hint?: string;
  readonly name: string;
}

export function TextField({ label, value, onChange, autoComplete, hint, name }: TextFieldProps) {
  const id = useId();
  return (
    <>
      <label className={styles['label']} htmlFor={id}>
        {label}
      </label>
      <input
        className="field"
        id={id}
        name={name}
        required
        autoComplete={autoComplete}
        autoCapitalize="none"
        spellCheck={false}
        value={value}
        aria-describedby={hint ? `${id}-hint` : undefined}
        onChange={(event) => onChange(event.target.value)}
      />
      {hint && (
        <p className={styles['hint']} id={`${id}-hint`}>
          {hint}
        </p>
      )}
    </>
  );
}

export function PasswordField({
  label,
  value,
  onChange,
  autoComplete,
  hint,
  name,
  wrong,
}: TextFieldProps & { wrong?: boolean }) {
  const { t } = useTexts('sign-in');
  const id = useId();
  const [shown, setShown] = useState(false);
  return (
    <>
      <label className={styles['label']} htmlFor={id}>
        {label}
      </label>
      <div className={styles['eye']}>
        <input
          className={`field ${wrong ? styles['wrong'] : ''}`}
          id={id}
          name={name}
          type={shown ? 'text' : 'password'}
          required
          autoComplete={autoComplete}
          spellCheck={false}
          value={value}
          aria-invalid={wrong ?? false}
          aria-describedby={hint ? `${id}-hint` : undefined}
          onChange={(event) => onChange(event.target.value)}
        />
        <button type="button" aria-label={t('showPassword')} aria-pressed={shown} onClick={() => setShown(!shown)}>
          <Icon name="eye" />
        </button>
      </div>
      {hint && (
        <p className={styles['hint']} id={`${id}-hint`}>
          {hint}
        </p>
      )}
    </>
  );
}
