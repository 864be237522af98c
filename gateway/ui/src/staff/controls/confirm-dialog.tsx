import type { ReactNode } from 'react';
import { Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import styles from './controls.module.css';

/** A question over the page. Escape and a click beside it say no. */
export function ConfirmDialog(props: {
  title: string;
  children?: ReactNode;
  yes: string;
  no: string;
  busy?: boolean;
  /** Saying yes loses something: no is the answer that stands out. */
  loses?: boolean;
  onYes: () => void;
  onNo: () => void;
}) {
  return (
    <ModalOverlay
      isOpen
      isDismissable
      className={styles['overlay'] ?? ''}
      onOpenChange={(open) => !open && props.onNo()}
    >
      <Modal>
        <Dialog className={styles['dialog'] ?? ''} role="alertdialog">
          <Heading slot="title" level={2}>
            {props.title}
          </Heading>
          {props.children}
          <div className={styles['actions']}>
            <button
              type="button"
              className={`btn ${props.loses || props.busy ? '' : 'primary'}`}
              aria-disabled={props.busy ?? false}
              onClick={() => !props.busy && props.onYes()}
            >
              {props.yes}
            </button>
            <button type="button" className={`btn ${props.loses ? 'primary' : ''}`} onClick={props.onNo}>
              {props.no}
            </button>
          </div>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
