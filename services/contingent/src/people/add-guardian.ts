import type { Knex } from 'knex';
import type { Actor } from '@parta/chassis/auth/actor';
import { invalid, notFound } from '@parta/chassis/errors';
import type { peopleContract } from '@parta/contracts/http/contingent/people';
import type { Input } from '@parta/contracts/kernel/operation';
import { uuidV7 } from '@parta/contracts/kernel/uuid';
import type { CalendarDate } from '@parta/contracts/values/calendar-date';
import { loadToday } from '../copies/institution-queries.ts';
import type { Dependencies } from '../dependencies.ts';
import { loadPersonCard, type PersonCard } from './person-queries.ts';
import { addKind, insertPeople, lockPeople, publishPeople, recordConsent } from './person-store.ts';
import { insertRelations, loadRelation, publishRelations } from './relation-store.ts';

type NewGuardian = Input<(typeof peopleContract)['addGuardian']>['body'];

/**
 * A guardian of a student, new or known here; answers the student's card. A repeated call changes and publishes nothing.
 * @throws DomainError `person-not-found`, `name-required` for a guardian who is not known here
 */
export function buildAddGuardian({ inTenant, clock }: Dependencies) {
  return (actor: Actor, studentId: string, guardian: NewGuardian): Promise<PersonCard> =>
    inTenant({ institutionId: actor.institutionId }, async (trx) => {
      const { institutionId } = actor;
      const student = (await lockPeople(trx, [studentId])).get(studentId);
      if (!student?.kinds.includes('student') || guardian.guardianId === studentId) throw notFound('person-not-found');
      const today = await loadToday(trx, clock);
      await ensureGuardian(trx, institutionId, { guardian, today });

      const known = await loadRelation(trx, { studentId, guardianId: guardian.guardianId });
      const id = known?.id ?? uuidV7();
      if (!known) {
        const relation = { id, studentId, guardianId: guardian.guardianId, kind: guardian.relation, from: today };
        await insertRelations(trx, institutionId, [relation]);
      } else if (known.kind !== guardian.relation) {
        await trx('relation').where({ id }).update({ kind: guardian.relation });
      }
      if (known?.kind !== guardian.relation) await publishRelations(trx, institutionId, [id]);
      return loadPersonCard(trx, clock, studentId);
    });
}

async function ensureGuardian(
  trx: Knex.Transaction,
  institutionId: string,
  { guardian, today }: { guardian: NewGuardian; today: CalendarDate },
): Promise<void> {
  const { guardianId, name } = guardian;
  const added = name
    ? await insertPeople(trx, institutionId, [{ id: guardianId, name, birthDate: null, kind: 'guardian' }])
    : [];
  const person = (await lockPeople(trx, [guardianId])).get(guardianId);
  if (!person) throw invalid('name-required');
  if (added.length === 0 && person.kinds.includes('guardian')) return;
  await addKind(trx, [guardianId], 'guardian');
  const paper = { document: 'Заявление родителя (законного представителя)', on: today };
  await recordConsent(trx, institutionId, { personIds: [guardianId], paper });
  await publishPeople(trx, institutionId, [guardianId]);
}
