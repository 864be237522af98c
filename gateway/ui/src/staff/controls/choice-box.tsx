import './controls-texts.ts';
import { Button, ComboBox, Input, Label, ListBox, ListBoxItem, Popover } from 'react-aria-components';
import { Icon } from '../../shell/icon.tsx';
import shell from '../../shell/shell.module.css';
import styles from './controls.module.css';
import { useTexts } from '../../i18n.ts';
import { choiceByText } from './choice-by-text.ts';

export interface Choice {
  readonly id: string;
  readonly text: string;
  readonly hint?: string | undefined;
}

/** One of many, found by typing a part of its name; Enter takes it when only one is meant. */
export function ChoiceBox(props: {
  label: string;
  choices: readonly Choice[];
  selected: string | undefined;
  onChoose: (id: string) => void;
  /** The label stands above the field instead of being only said. */
  labelShown?: boolean;
}) {
  const { t } = useTexts();
  const { label, choices, selected, onChoose, labelShown = false } = props;
  return (
    <ComboBox
      // the typed text belongs to the choice: another list begins anew
      key={`${selected ?? ''}/${choices.length}`}
      className={styles['choice'] ?? ''}
      defaultItems={choices}
      defaultSelectedKey={selected ?? null}
      menuTrigger="focus"
      aria-label={label}
      onSelectionChange={(key) => key !== null && key !== selected && onChoose(String(key))}
    >
      {labelShown && <Label className={styles['label'] ?? ''}>{label}</Label>}
      <div className={styles['choiceField']}>
        <Input
          className="field"
          onFocus={(event) => event.currentTarget.select()}
          onKeyDown={({ key, currentTarget: input }) => {
            // Enter without an arrow before it: the text itself chooses
            if (key !== 'Enter' || input.hasAttribute('aria-activedescendant')) return;
            const meant = choiceByText(choices, input.value);
            if (meant && meant.id !== selected) onChoose(meant.id);
          }}
        />
        <Button className={styles['open'] ?? ''} aria-label={label}>
          <Icon name="down" />
        </Button>
      </div>
      <Popover className={`${shell['popover'] ?? ''} ${styles['list'] ?? ''}`} offset={2}>
        <ListBox renderEmptyState={() => <p className={styles['none']}>{t('controls:noneFound')}</p>}>
          {(choice: Choice) => (
            <ListBoxItem id={choice.id} textValue={choice.text} className={styles['item'] ?? ''}>
              <span>{choice.text}</span>
              {choice.hint && <small>{choice.hint}</small>}
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </ComboBox>
  );
}
