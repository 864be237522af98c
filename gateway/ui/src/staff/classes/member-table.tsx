import { Link } from '@tanstack/react-router';
import { fullNameOf } from '../../format/person-name.ts';
import { addDays } from '../../format/russian-date.ts';
import { fullDate } from '../controls/calendar-day.ts';
import { useWording } from '../controls/wording.ts';
import { AccountWord } from './account-word.tsx';
import type { ClassCard } from './class-card.ts';
import styles from './classes.module.css';
import { useTexts } from '../../i18n.ts';

/** The class list as it is today; who left stands under it, without a number of its own. */
export function MemberTable({ card }: { card: ClassCard }) {
  const { t } = useTexts('classes');
  const say = useWording('classes');
  return (
    <table className={`t ${styles['members']}`}>
      <caption className="sr">{say('listOf', { name: card.name })}</caption>
      <thead>
        <tr>
          <th scope="col" className="num">
            №
          </th>
          <th scope="col">{t('name')}</th>
          <th scope="col">{t('birthDate')}</th>
          <th scope="col">{say('since')}</th>
          <th scope="col">{t('account')}</th>
          <th scope="col" className="num">
            {t('guardians')}
          </th>
        </tr>
      </thead>
      <tbody>
        {card.members.map((member) => (
          <tr key={member.studentId} className={member.to ? styles['left'] : undefined}>
            <td className="num quiet">{member.number}</td>
            <th scope="row">
              <Link to="/people/$personId" params={{ personId: member.studentId }}>
                {fullNameOf(member)}
              </Link>
            </th>
            <td data-label={t('birthDate')}>{member.birthDate ? fullDate(member.birthDate) : t('notKnown')}</td>
            <td data-label={say('since')}>
              {fullDate(member.from)}
              {member.to && ` ${t('until', { date: fullDate(addDays(member.to, -1)) })}`}
            </td>
            <td>
              <AccountWord state={member.accountState} className={styles['account']} />
            </td>
            <td className="num" data-label={t('guardians')}>
              {member.guardians || <span className="warn">{t('noGuardians')}</span>}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
