import { Component, type ReactNode } from 'react';
import { Icon } from './icon.tsx';
import { isUnloaded, problemText } from './problem-text.ts';
import styles from './shell.module.css';
import { useTexts } from '../i18n.ts';

/** One sentence, what to do, the correlation id small. */
export function Failure({ error, namespace, onRetry }: { error: unknown; namespace?: string; onRetry?: () => void }) {
  const { t } = useTexts();
  const { sentence, correlationId } = problemText(error, namespace);
  // code that failed to load is not asked for again by the same document
  const retry = isUnloaded(error) ? () => location.reload() : onRetry;
  return (
    <div className={styles['message']} role="alert">
      <Icon name="warn" className={`i ${styles['sign']}`} />
      <p>{sentence}</p>
      {retry && (
        <button type="button" className="btn" onClick={retry}>
          {t('retry')}
        </button>
      )}
      {correlationId && <p className="small quiet">{t('correlation', { id: shortId(correlationId) })}</p>}
    </div>
  );
}

/** The part of a correlation id that a person can read out; the log is searched by its beginning. */
export const shortId = (id: string): string => id.slice(0, 8).toUpperCase();

/** Why there is nothing here, and the next action. */
export function EmptyState({ children, action }: { children: ReactNode; action?: ReactNode }) {
  return (
    <div className={styles['message']}>
      <p>{children}</p>
      {action}
    </div>
  );
}

/** Keeps a page's crash inside the page: the rail and the bar go on working. */
export class PageBoundary extends Component<{ children: ReactNode }, { error: unknown }> {
  override state: { error: unknown } = { error: undefined };

  static getDerivedStateFromError(error: unknown): { error: unknown } {
    return { error };
  }

  override render(): ReactNode {
    if (this.state.error === undefined) return this.props.children;
    return <Failure error={this.state.error} onRetry={() => this.setState({ error: undefined })} />;
  }
}
