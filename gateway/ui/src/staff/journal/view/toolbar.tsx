import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { call } from '../../../api/client.ts';
import { Icon, type IconName } from '../../../shell/icon.tsx';
import { PickMenu } from '../../../shell/pick-menu.tsx';
import type { KeyIntent } from '../model/key-intent.ts';
import { useJournalState, usePaintedState } from './journal-context.ts';
import styles from './journal.module.css';
import { useTexts } from '../../../i18n.ts';

interface Props {
  readonly perform: (intent: KeyIntent) => void;
  readonly panelOpen: boolean;
}

export function Toolbar({ perform, panelOpen }: Props) {
  const { t } = useTexts('journal');
  const navigate = useNavigate();
  const page = useJournalState((state) => state.model.page);
  const canUndo = usePaintedState((state) => state.undo.length > 0);
  const canRedo = usePaintedState((state) => state.redo.length > 0);
  const pages = useQuery({
    queryKey: ['journal', 'pages'],
    queryFn: ({ signal }) => call('journal.listPages', { query: {}, signal }),
  });
  const items = (pages.data?.pages ?? []).map((one) => ({ id: one.id, text: `${one.groupName} ${one.subjectName}` }));
  const period = page.periods.find((one) => one.id === page.periodId);
  const open = (pageId: string) => void navigate({ to: '/journal/$pageId', params: { pageId } });
  const choosePeriod = (id: string) =>
    void navigate({ to: '/journal/$pageId', params: { pageId: page.page.id }, search: { period: id } });
  return (
    <div className={styles['tool']}>
      <h1>
        <PickMenu label={t('page')} items={items} selected={page.page.id} onPick={open}>
          {page.page.groupName} {page.page.subjectName}
        </PickMenu>
      </h1>
      <Tool icon="left" rare label={t('previousPeriod')} onPress={() => perform({ type: 'period', step: -1 })} />
      <PickMenu
        label={t('period')}
        items={page.periods.map((one) => ({ id: one.id, text: one.name }))}
        selected={page.periodId}
        onPick={choosePeriod}
      >
        {period?.name}
      </PickMenu>
      <Tool icon="right" rare label={t('nextPeriod')} onPress={() => perform({ type: 'period', step: 1 })} />
      <span className={`${styles['grow']} ${styles['rare']}`} />
      <Tool icon="undo" label={t('undo')} disabled={!canUndo} onPress={() => perform({ type: 'undo' })} />
      <Tool icon="redo" label={t('redo')} disabled={!canRedo} onPress={() => perform({ type: 'redo' })} />
      {!panelOpen && (
        <button
          type="button"
          className="btn bare"
          title={t('showPanel')}
          onClick={() => perform({ type: 'toggle-panel' })}
        >
          <Icon name="plan" />
          {t('panel')}
        </button>
      )}
      <button type="button" className={`btn bare ${styles['rare']}`} onClick={() => perform({ type: 'help' })}>
        <Icon name="keys" />
        {t('keys')} <kbd>?</kbd>
      </button>
    </div>
  );
}

function Tool(props: { icon: IconName; label: string; disabled?: boolean; rare?: boolean; onPress: () => void }) {
  const press = () => {
    if (!props.disabled) props.onPress();
  };
  return (
    <button
      type="button"
      className={`btn bare icon ${props.rare ? styles['rare'] : ''}`}
      aria-label={props.label}
      title={props.label}
      aria-disabled={props.disabled ?? false}
      onClick={press}
    >
      <Icon name={props.icon} />
    </button>
  );
}
