import type { Knex } from 'knex';
import type { Actor } from '@parta/chassis/auth/actor';
import { conflict } from '@parta/chassis/errors';
import type { peopleContract } from '@parta/contracts/http/contingent/people';
import type { Input } from '@parta/contracts/kernel/operation';
import type { Role } from '@parta/contracts/kernel/roles';
import { loadToday } from '../copies/institution-queries.ts';
import type { Dependencies } from '../dependencies.ts';
import { fullNameKey } from './name-key.ts';
import { loadPersonCard, type PersonCard } from './person-queries.ts';
import { addKind, insertPeople, lockPeople, publishPeople, recordConsent } from './person-store.ts';
import { insertPositions, loadPositions, publishStaff } from './staff-store.ts';

type NewStaff = Input<(typeof peopleContract)['addStaff']>['body'];

const titles: Readonly<Partial<Record<Role, string>>> = {
  administrator: 'Администратор',
  director: 'Директор',
  deputy: 'Заместитель директора по УР',
  'study-head': 'Завуч',
  secretary: 'Секретарь',
  'study-office': 'Учебная часть',
  teacher: 'Учитель',
  'class-teacher': 'Классный руководитель',
  'extracurricular-teacher': 'Педагог дополнительного образования',
  moderator: 'Модератор',
};

/** What a position is called when nobody says. */
export const titleOf = (role: Role): string => titles[role] ?? role;

/**
 * Takes a person on; whoever is known here already, as a guardian for example, becomes staff too.
 * A repeated call changes and publishes nothing. @throws DomainError `id-taken` when the id is another person's
 */
export function buildAddStaff({ inTenant, clock }: Dependencies) {
  return (actor: Actor, staff: NewStaff): Promise<PersonCard> =>
    inTenant({ institutionId: actor.institutionId }, async (trx) => {
      const today = await loadToday(trx, clock);
      const [institutionId, personId] = [actor.institutionId, staff.personId];
      const person = { id: personId, name: staff.name, birthDate: staff.birthDate ?? null, kind: 'staff' as const };
      const added = await insertPeople(trx, institutionId, [person]);
      const known = (await lockPeople(trx, [personId])).get(personId);
      if (!known || fullNameKey(known.name) !== fullNameKey(staff.name)) throw conflict('id-taken');

      if (added.length > 0 || !known.kinds.includes('staff')) {
        await addKind(trx, [personId], 'staff');
        await recordConsent(trx, institutionId, {
          personIds: [personId],
          paper: { document: 'Трудовой договор', on: today },
        });
        await publishPeople(trx, institutionId, [personId]);
      }
      if (await addMissingPositions(trx, institutionId, staff)) await publishStaff(trx, institutionId, [personId]);
      return loadPersonCard(trx, clock, personId);
    });
}

async function addMissingPositions(trx: Knex.Transaction, institutionId: string, staff: NewStaff): Promise<boolean> {
  const held = await loadPositions(trx, [staff.personId]);
  const wanted = new Map(staff.positions.map((position) => [`${position.role} ${position.from}`, position]));
  for (const { role, from } of held) wanted.delete(`${role} ${from}`);
  const positions = [...wanted.values()].map(({ role, title, from }) => ({
    personId: staff.personId,
    role,
    title: title || titleOf(role),
    from,
    to: null,
  }));
  await insertPositions(trx, institutionId, positions);
  return positions.length > 0;
}
