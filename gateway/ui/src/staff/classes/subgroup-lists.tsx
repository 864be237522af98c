import { Link } from '@tanstack/react-router';
import { shortNameOf } from '../../format/person-name.ts';
import type { ClassCard } from './class-card.ts';
import styles from './classes.module.css';
import { useTexts } from '../../i18n.ts';

/** Who is in which subgroup, beside each other. [CNT-3] */
export function SubgroupLists({ card }: { card: ClassCard }) {
  const { t } = useTexts('classes');
  const members = new Map(card.members.map((member) => [member.studentId, member]));
  return (
    <div className={styles['subgroups']}>
      {card.divisions.map((division) => (
        <section key={division.id}>
          <h2>
            {division.name}
            <small>{t('people', { count: division.studentIds.length })}</small>
          </h2>
          <ol>
            {division.studentIds.map((id) => {
              const member = members.get(id);
              return (
                <li key={id}>
                  <Link to="/people/$personId" params={{ personId: id }}>
                    {member ? shortNameOf(member) : t('notHere')}
                  </Link>
                </li>
              );
            })}
          </ol>
        </section>
      ))}
    </div>
  );
}
