import type { Actor } from '@parta/chassis/auth/actor';
import { notFound } from '@parta/chassis/errors';
import type { CalendarDate } from '@parta/contracts/values/calendar-date';
import type { Dependencies } from '../dependencies.ts';
import { loadPersonCard, type PersonCard } from './person-queries.ts';
import { lockPeople } from './person-store.ts';
import { endPositions, publishStaff } from './staff-store.ts';

/**
 * Employment ends: `from` is the first day without rights. [002 §4.3]
 * @throws DomainError `person-not-found`, also for someone who is no staff
 */
export function buildEndPosition({ inTenant, clock }: Dependencies) {
  return (actor: Actor, personId: string, from: CalendarDate): Promise<PersonCard> =>
    inTenant({ institutionId: actor.institutionId }, async (trx) => {
      const person = (await lockPeople(trx, [personId])).get(personId);
      if (!person?.kinds.includes('staff')) throw notFound('person-not-found');
      if (await endPositions(trx, personId, from)) await publishStaff(trx, actor.institutionId, [personId]);
      return loadPersonCard(trx, clock, personId);
    });
}
