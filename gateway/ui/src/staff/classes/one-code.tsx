import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../../api/client.ts';
import { Icon } from '../../shell/icon.tsx';
import { ConfirmDialog } from '../controls/confirm-dialog.tsx';
import { Refusal } from '../controls/refusal.tsx';
import type { PersonCard } from './person-card.ts';
import type { Slip } from './slip.ts';
import { useTexts } from '../../i18n.ts';

/** A new code for one person: the older one ends with it. */
export function OneCode({ person, onSlip }: { person: PersonCard; onSlip: (slip: Slip) => void }) {
  const { t } = useTexts('classes');
  const [asked, setAsked] = useState(false);
  const side = person.kinds[0] ?? 'student';
  const code = useMutation({
    mutationFn: () => call('identity.issueCode', { params: { personId: person.personId } }),
    onSuccess: (answer) => onSlip({ ...answer, personId: person.personId, side }),
  });
  return (
    <>
      <button type="button" className="btn primary" onClick={() => setAsked(true)}>
        <Icon name="key" />
        {t('issueCode')}
      </button>
      {asked && (
        <ConfirmDialog
          title={t('oneCode.title')}
          yes={code.isPending ? t('codes.making') : t('oneCode.make')}
          no={t('codes.cancel')}
          busy={code.isPending}
          onYes={() => code.mutate()}
          onNo={() => setAsked(false)}
        >
          <p>{t('oneCode.lead')}</p>
          <Refusal error={code.error} namespace="classes" />
        </ConfirmDialog>
      )}
    </>
  );
}
