import './controls-texts.ts';
import { Button, DropZone, type FileDropItem, FileTrigger } from 'react-aria-components';
import { Icon } from '../../shell/icon.tsx';
import styles from './controls.module.css';
import { useTexts } from '../../i18n.ts';

/** A place for one file: dropped, pasted or chosen. */
export function DropBox(props: {
  label: string;
  hint: string;
  /** Endings with the dot: `.xlsx`. */
  endings: readonly string[];
  busy: boolean;
  onFile: (file: File) => void;
}) {
  const { t } = useTexts('controls');
  const { label, hint, endings, busy, onFile } = props;
  const take = (file: File | undefined | null) => file && !busy && onFile(file);
  return (
    <DropZone
      className={styles['drop'] ?? ''}
      aria-label={label}
      isDisabled={busy}
      onDrop={({ items }) => {
        const file = items.find((item): item is FileDropItem => item.kind === 'file');
        void file?.getFile().then(take);
      }}
    >
      <Icon name="import" className={styles['dropSign'] ?? ''} />
      <p>{label}</p>
      <FileTrigger acceptedFileTypes={[...endings]} onSelect={(files) => take(files?.item(0))}>
        <Button className="btn primary" isDisabled={busy}>
          {busy ? t('reading') : t('choose')}
        </Button>
      </FileTrigger>
      <p className="small quiet">{hint}</p>
    </DropZone>
  );
}
