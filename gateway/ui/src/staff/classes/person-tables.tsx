import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { fullNameOf } from '../../format/person-name.ts';
import { addDays } from '../../format/russian-date.ts';
import { fullDate } from '../controls/calendar-day.ts';
import { useWording } from '../controls/wording.ts';
import type { PersonCard } from './person-card.ts';
import styles from './classes.module.css';
import { useTexts } from '../../i18n.ts';

/** Classes, relatives and positions; what a person has none of is left out, but a pupil's guardians are missed aloud. */
export function PersonTables({ person }: { person: PersonCard }) {
  const { t } = useTexts('classes');
  const say = useWording('classes');
  const isStudent = person.kinds.includes('student');
  return (
    <>
      {person.memberships.length > 0 && (
        <Part title={say('memberships')}>
          {person.memberships.map((one) => (
            <tr key={`${one.classId}${one.from}`}>
              <th scope="row">
                <Link to="/classes/$classId" params={{ classId: one.classId }}>
                  {one.className}
                </Link>
              </th>
              <td>{span(t, one)}</td>
            </tr>
          ))}
        </Part>
      )}
      {(isStudent || person.guardians.length > 0) && (
        <Part title={t('guardians')} empty={t('guardiansMissing')}>
          {person.guardians.map((one) => (
            <tr key={one.personId}>
              <th scope="row">
                <Link to="/people/$personId" params={{ personId: one.personId }}>
                  {fullNameOf(one)}
                </Link>
              </th>
              <td>{t(`relations.${one.relation}`)}</td>
            </tr>
          ))}
        </Part>
      )}
      {person.children.length > 0 && (
        <Part title={t('children')}>
          {person.children.map((one) => (
            <tr key={one.personId}>
              <th scope="row">
                <Link to="/people/$personId" params={{ personId: one.personId }}>
                  {fullNameOf(one)}
                </Link>
              </th>
              <td>
                {t(`relations.${one.relation}`)}
                {one.className && `, ${one.className}`}
              </td>
            </tr>
          ))}
        </Part>
      )}
      {person.positions.length > 0 && (
        <Part title={t('positions')}>
          {person.positions.map((one) => (
            <tr key={`${one.role}${one.from}`}>
              <th scope="row">{one.title || say(`roles.${one.role}`)}</th>
              <td>{span(t, one)}</td>
            </tr>
          ))}
        </Part>
      )}
    </>
  );
}

/** `to` is the first day outside; people say the last one inside. */
const span = (
  t: (key: string, values: Record<string, string>) => string,
  { from, to }: { from: string; to: string | null },
): string =>
  to ? t('fromTo', { from: fullDate(from), to: fullDate(addDays(to, -1)) }) : t('from', { from: fullDate(from) });

function Part({ title, empty, children }: { title: string; empty?: string; children: readonly ReactNode[] }) {
  return (
    <section className={styles['part']}>
      <h2>{title}</h2>
      {children.length > 0 ? (
        <table className="t">
          <caption className="sr">{title}</caption>
          <tbody>{children}</tbody>
        </table>
      ) : (
        <p className="quiet">{empty}</p>
      )}
    </section>
  );
}
