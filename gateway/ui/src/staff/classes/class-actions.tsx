import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { call, callForFile } from '../../api/client.ts';
import { may, useSession } from '../../api/session.ts';
import { Icon } from '../../shell/icon.tsx';
import { ConfirmDialog } from '../controls/confirm-dialog.tsx';
import { Refusal } from '../controls/refusal.tsx';
import { saveFile } from '../controls/save-file.ts';
import { useWording } from '../controls/wording.ts';
import type { ClassCard } from './class-card.ts';
import { inHandingOrder, type Slip } from './slip.ts';
import styles from './classes.module.css';
import { useTexts } from '../../i18n.ts';

/** What can be done with a class as a whole. */
export function ClassActions({ card, onSlips }: { card: ClassCard; onSlips: (slips: readonly Slip[]) => void }) {
  const { t } = useTexts('classes');
  const session = useSession();
  const [asked, setAsked] = useState(false);
  const sheet = useMutation({
    mutationFn: () => callForFile('contingent.exportClass', { params: { classId: card.id } }),
    onSuccess: (file) => saveFile(file, `${t('fileName', { name: card.name })}.xlsx`),
  });
  return (
    <div className={styles['actions']}>
      <Refusal error={sheet.error} namespace="classes" />
      <button type="button" className="btn" disabled={sheet.isPending} onClick={() => sheet.mutate()}>
        <Icon name="export" />
        {sheet.isPending ? t('exporting') : t('export')}
      </button>
      {may(session, 'codes.issue') && (
        <button type="button" className="btn primary" onClick={() => setAsked(true)}>
          <Icon name="key" />
          {t('issueCodes')}
        </button>
      )}
      {asked && <CodesQuestion card={card} onSlips={onSlips} onClose={() => setAsked(false)} />}
    </div>
  );
}

function CodesQuestion(props: { card: ClassCard; onSlips: (slips: readonly Slip[]) => void; onClose: () => void }) {
  const { card, onSlips, onClose } = props;
  const { t } = useTexts('classes');
  const say = useWording('classes');
  const queries = useQueryClient();
  const [sides, setSides] = useState<readonly ('student' | 'guardian')[]>(['student', 'guardian']);
  const codes = useMutation({
    mutationFn: () => call('identity.issueClassCodes', { params: { classId: card.id }, body: { sides: [...sides] } }),
    onSuccess: ({ slips }) => {
      if (slips.length > 0) onSlips(inHandingOrder(slips));
      void queries.invalidateQueries({ queryKey: ['classes', card.id] });
    },
  });
  const toggle = (side: 'student' | 'guardian') =>
    setSides(sides.includes(side) ? sides.filter((one) => one !== side) : [...sides, side]);
  return (
    <ConfirmDialog
      title={say('codes.title', { name: card.name })}
      yes={codes.isPending ? t('codes.making') : t('codes.make')}
      no={t('codes.cancel')}
      busy={codes.isPending || sides.length === 0}
      onYes={() => codes.mutate()}
      onNo={onClose}
    >
      <p>{t('codes.lead')}</p>
      <fieldset className={styles['sides']}>
        <legend className="sr">{t('codes.for')}</legend>
        {(['student', 'guardian'] as const).map((side) => (
          <label key={side}>
            <input type="checkbox" checked={sides.includes(side)} onChange={() => toggle(side)} />
            {say(`codes.${side}`)}
          </label>
        ))}
      </fieldset>
      <p className="small second">{t('codes.once')}</p>
      {codes.data?.slips.length === 0 && (
        <p className={styles['notice']} role="status">
          {t('codes.nobody')}
        </p>
      )}
      <Refusal error={codes.error} namespace="classes" />
    </ConfirmDialog>
  );
}
