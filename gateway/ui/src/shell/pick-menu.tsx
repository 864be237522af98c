import type { ReactNode } from 'react';
import { Button, Menu, MenuItem, MenuTrigger, Popover } from 'react-aria-components';
import { Icon } from './icon.tsx';
import styles from './shell.module.css';

export interface PickItem {
  readonly id: string;
  readonly text: string;
  readonly hint?: string;
}

/** A word in the bar that opens a list: institution, period, page of the journal. */
export function PickMenu(props: {
  label: string;
  children: ReactNode;
  items: readonly PickItem[];
  selected?: string | undefined;
  onPick: (id: string) => void;
  className?: string;
}) {
  return (
    <MenuTrigger>
      <Button className={`btn bare pick ${props.className ?? ''}`}>
        <span className="sr">{props.label}: </span>
        <span className={styles['picked']}>{props.children}</span>
        <Icon name="down" />
      </Button>
      <Popover className={styles['popover'] ?? ''} placement="bottom start" offset={2}>
        <Menu
          className={styles['menu'] ?? ''}
          aria-label={props.label}
          items={props.items}
          selectionMode={props.selected === undefined ? 'none' : 'single'}
          selectedKeys={props.selected === undefined ? [] : [props.selected]}
          onAction={(key) => props.onPick(String(key))}
        >
          {(item) => (
            <MenuItem id={item.id} textValue={item.text}>
              <span>{item.text}</span>
              {item.hint && <small>{item.hint}</small>}
            </MenuItem>
          )}
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}
