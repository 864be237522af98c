import { useTranslation } from 'react-i18next';
import { Icon } from '../../shell/icon.tsx';

export type AccountState = 'none' | 'invited' | 'active' | 'blocked';

const signs = { none: 'more', invited: 'key', active: 'check', blocked: 'stop' } as const;
const colours = { none: 'quiet', invited: 'warn', active: 'ok', blocked: 'bad' } as const;

/** Whether the person can sign in: a sign and a word, the colour is the third. */
export function AccountWord({ state, className = '' }: { state: AccountState; className?: string | undefined }) {
  const { t } = useTranslation('classes');
  return (
    <span className={`${colours[state]} ${className}`}>
      <Icon name={signs[state]} />
      {t(`accounts.${state}`)}
    </span>
  );
}
