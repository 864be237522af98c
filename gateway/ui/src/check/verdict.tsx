import { Icon } from '../shell/icon.tsx';
import styles from './check.module.css';

/** The answer of the page, large: a shape and a word before the colour. */
export function Verdict({
  tone,
  title,
  more,
}: {
  tone: 'good' | 'bad' | 'warn' | 'known';
  title: string;
  more: string;
}) {
  return (
    <div className={`${styles['verdict']} ${styles[tone]}`} role="status">
      <Icon name={tone === 'good' || tone === 'known' ? 'check' : tone === 'bad' ? 'x' : 'warn'} />
      <p>
        <b>{title}</b>
        {more}
      </p>
    </div>
  );
}
