import type { ReactNode } from 'react';
import { Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { useTexts } from '../../../i18n.ts';
import { Icon } from '../../../shell/icon.tsx';
import styles from './journal.module.css';

interface Props {
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** What opens over the grid; its cross, Escape and a click beside it close it. */
export function JournalDialog({ title, onClose, children }: Props) {
  const { t } = useTexts('journal');
  return (
    <ModalOverlay isOpen isDismissable className={styles['overlay'] ?? ''} onOpenChange={(open) => !open && onClose()}>
      <Modal>
        <Dialog className={styles['dialog'] ?? ''}>
          <header>
            <Heading slot="title" level={2}>
              {title}
            </Heading>
            <button type="button" className="btn bare icon" aria-label={t('help.close')} onClick={onClose}>
              <Icon name="x" />
            </button>
          </header>
          {children}
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
