import { shortId } from '../../shell/failure.tsx';
import { Icon } from '../../shell/icon.tsx';
import { problemText } from '../../shell/problem-text.ts';
import styles from './controls.module.css';
import { useTexts } from '../../i18n.ts';

/** A refused action in one line beside its button. */
export function Refusal({ error, namespace }: { error: unknown; namespace: string }) {
  const { t } = useTexts();
  if (!error) return null;
  const { sentence, correlationId } = problemText(error, namespace);
  return (
    <p className={styles['refusal']} role="alert">
      <Icon name="warn" />
      <span>
        {sentence}
        {correlationId && <small>{t('correlation', { id: shortId(correlationId) })}</small>}
      </span>
    </p>
  );
}
