import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { Autocomplete, Dialog, Input, Menu, MenuItem, Modal, ModalOverlay, SearchField } from 'react-aria-components';
import { Refusal } from '../controls/refusal.tsx';
import { usePlaces } from './use-places.ts';
import styles from './search.module.css';
import { useTexts } from '../../i18n.ts';

/** One field over people, classes and pages; arrows choose, Enter opens, Escape closes. */
export function SearchDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTexts('search');
  const navigate = useNavigate();
  const [typed, setTyped] = useState('');
  const { places, asking, error } = usePlaces(typed);
  const open = (key: string) => {
    const place = places.find((one) => one.key === key);
    if (!place) return;
    onClose();
    void navigate({ to: place.to });
  };
  return (
    <ModalOverlay isOpen isDismissable className={styles['overlay'] ?? ''} onOpenChange={(is) => !is && onClose()}>
      <Modal className={styles['modal'] ?? ''}>
        <Dialog className={styles['dialog'] ?? ''} aria-label={t('title')}>
          <Autocomplete inputValue={typed} onInputChange={setTyped}>
            <SearchField aria-label={t('title')} autoFocus className={styles['field'] ?? ''}>
              <Input className="field" placeholder={t('placeholder')} />
            </SearchField>
            <Menu
              aria-label={t('found')}
              className={styles['menu'] ?? ''}
              items={places.map((place) => ({ ...place, id: place.key }))}
              onAction={(key) => open(String(key))}
              renderEmptyState={() => <p className={styles['none']}>{t(asking ? 'asking' : 'none')}</p>}
            >
              {(place) => (
                <MenuItem id={place.id} textValue={place.text} className={styles['item'] ?? ''}>
                  <span>{place.text}</span>
                  <small>{place.hint}</small>
                </MenuItem>
              )}
            </Menu>
          </Autocomplete>
          <Refusal error={error} namespace="search" />
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
