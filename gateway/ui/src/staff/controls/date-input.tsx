import { useId } from 'react';
import styles from './controls.module.css';

/** A calendar day; `value` and what is answered are `2026-11-22` or empty. */
export function DateInput(props: {
  label: string;
  value: string;
  onChange: (value: string) => void;
  required?: boolean;
  hint?: string;
}) {
  const id = useId();
  return (
    <div className={styles['labelled']}>
      <label className={styles['label']} htmlFor={id}>
        {props.label}
      </label>
      <input
        id={id}
        type="date"
        className="field"
        lang="ru"
        required={props.required}
        value={props.value}
        aria-describedby={props.hint ? `${id}-hint` : undefined}
        onChange={(event) => props.onChange(event.target.value)}
      />
      {props.hint && (
        <small id={`${id}-hint`} className="quiet">
          {props.hint}
        </small>
      )}
    </div>
  );
}
