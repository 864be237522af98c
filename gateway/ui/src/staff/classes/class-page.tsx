import './classes-texts.ts';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components';
import { call } from '../../api/client.ts';
import type { ClassCard } from './class-card.ts';
import { fullNameOf } from '../../format/person-name.ts';
import { EmptyState, Failure } from '../../shell/failure.tsx';
import { Skeleton } from '../../shell/skeleton.tsx';
import { useWording } from '../controls/wording.ts';
import { ClassActions } from './class-actions.tsx';
import { MemberTable } from './member-table.tsx';
import { type Slip } from './slip.ts';
import { SlipSheet } from './slip-sheet.tsx';
import { SubgroupLists } from './subgroup-lists.tsx';
import styles from './classes.module.css';
import { useTexts } from '../../i18n.ts';

/** A class: its list, its subgroups, codes for those who have not signed in. */
export function Page() {
  const { classId = '' }: { classId?: string } = useParams({ strict: false });
  const [slips, setSlips] = useState<readonly Slip[]>();
  const answer = useQuery({
    queryKey: ['classes', classId],
    queryFn: ({ signal }) => call('contingent.getClass', { params: { classId }, signal }),
  });
  if (answer.error && !answer.data)
    return <Failure error={answer.error} namespace="classes" onRetry={() => void answer.refetch()} />;
  if (!answer.data) return <Skeleton />;
  const card = answer.data;
  if (slips) return <SlipSheet of={card.name} slips={slips} onClose={() => setSlips(undefined)} />;
  return <Card card={card} onSlips={setSlips} />;
}

function Card({ card, onSlips }: { card: ClassCard; onSlips: (slips: readonly Slip[]) => void }) {
  const { t } = useTexts('classes');
  const say = useWording('classes');
  const { show }: { show?: string } = useSearch({ strict: false });
  const navigate = useNavigate();
  const teacher = card.classTeacher;
  return (
    <>
      <div className={`head ${styles['head']}`}>
        <nav aria-label={t('path')} className={styles['path']}>
          <Link to="/classes">{say('title')}</Link>
        </nav>
        <h1>{card.name}</h1>
        <span className={`small second ${styles['lead']}`}>
          {say('classTeacher')}
          {': '}
          {teacher ? (
            <Link to="/people/$personId" params={{ personId: teacher.personId }}>
              {fullNameOf(teacher)}
            </Link>
          ) : (
            t('noTeacher')
          )}
        </span>
        <span className="grow" />
        <ClassActions card={card} onSlips={onSlips} />
      </div>
      <Tabs
        className={styles['tabs'] ?? ''}
        selectedKey={show === 'subgroups' ? 'subgroups' : 'list'}
        onSelectionChange={(key) =>
          void navigate({
            to: '/classes/$classId',
            params: { classId: card.id },
            search: key === 'subgroups' ? { show: 'subgroups' } : {},
            replace: true,
          })
        }
      >
        <TabList aria-label={t('views')} className={styles['tabList'] ?? ''}>
          <Tab id="list">{t('list', { n: card.members.length })}</Tab>
          <Tab id="subgroups">{t('divisions', { n: card.divisions.length })}</Tab>
        </TabList>
        <TabPanel id="list" className={styles['panel'] ?? ''}>
          {card.members.length > 0 ? <MemberTable card={card} /> : <EmptyState>{say('noMembers')}</EmptyState>}
        </TabPanel>
        <TabPanel id="subgroups" className={styles['panel'] ?? ''}>
          {card.divisions.length > 0 ? <SubgroupLists card={card} /> : <EmptyState>{say('noDivisions')}</EmptyState>}
        </TabPanel>
      </Tabs>
    </>
  );
}
