import { Icon } from '../../shell/icon.tsx';
import { useTexts } from '../../i18n.ts';

export type AccountState = 'none' | 'invited' | 'active' | 'blocked';

const signs = { none: 'more', invited: 'key', active: 'check', blocked: 'stop' } as const;
const colours = { none: 'quiet', invited: 'warn', active: 'ok', blocked: 'bad' } as const;

/** Whether the person can sign in: a sign and a word, the colour is the third. */
export function AccountWord({ state, className = '' }: { state: AccountState; className?: string | undefined }) {
  const { t } = useTexts('classes');
  return (
    <span className={`${colours[state]} ${className}`}>
      <Icon name={signs[state]} />
      {t(`accounts.${state}`)}
    </span>
  );
}
