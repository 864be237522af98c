import './classes-texts.ts';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { call } from '../../api/client.ts';
import type { PersonCard } from './person-card.ts';
import { may, useSession } from '../../api/session.ts';
import { fullNameOf, shortNameOf } from '../../format/person-name.ts';
import { Failure } from '../../shell/failure.tsx';
import { Skeleton } from '../../shell/skeleton.tsx';
import { fullDate } from '../controls/calendar-day.ts';
import { useWording } from '../controls/wording.ts';
import { AccountWord } from './account-word.tsx';
import { OneCode } from './one-code.tsx';
import { PersonTables } from './person-tables.tsx';
import { type Slip } from './slip.ts';
import { SlipSheet } from './slip-sheet.tsx';
import styles from './classes.module.css';
import { useTexts } from '../../i18n.ts';

/** What the institution keeps of one person. [CNT-1] */
export function Page() {
  const { personId = '' }: { personId?: string } = useParams({ strict: false });
  const queries = useQueryClient();
  const [slip, setSlip] = useState<Slip>();
  const answer = useQuery({
    queryKey: ['people', personId],
    queryFn: ({ signal }) => call('contingent.getPerson', { params: { personId }, signal }),
  });
  if (answer.error && !answer.data)
    return <Failure error={answer.error} namespace="classes" onRetry={() => void answer.refetch()} />;
  const person = answer.data;
  if (!person) return <Skeleton />;
  const close = () => {
    setSlip(undefined);
    void queries.invalidateQueries({ queryKey: ['people', personId] });
  };
  if (slip) return <SlipSheet of={shortNameOf(person)} slips={[slip]} onClose={close} />;
  return <Card person={person} onSlip={setSlip} />;
}

function Card({ person, onSlip }: { person: PersonCard; onSlip: (slip: Slip) => void }) {
  const { t } = useTexts('classes');
  const say = useWording('classes');
  const session = useSession();
  return (
    <>
      <div className={`head ${styles['head']} ${styles['personHead']}`}>
        <h1>{fullNameOf(person)}</h1>
        {person.kinds.map((kind) => (
          <span key={kind} className="tag">
            {say(`kinds.${kind}`)}
          </span>
        ))}
        <span className="grow" />
        {may(session, 'codes.issue') && person.accountState !== 'none' && <OneCode person={person} onSlip={onSlip} />}
      </div>
      <div className={styles['page']}>
        <dl className={styles['facts']}>
          <dt>{t('birthDate')}</dt>
          <dd>{person.birthDate ? fullDate(person.birthDate) : <span className="quiet">{t('notKnown')}</span>}</dd>
          <dt>{t('account')}</dt>
          <dd>
            <AccountWord state={person.accountState} className={styles['account']} />
            <span className="small second">{t(`accountHints.${person.accountState}`)}</span>
          </dd>
        </dl>
        <PersonTables person={person} />
      </div>
    </>
  );
}
