import type { Actor } from '@parta/chassis/auth/actor';
import { notFound } from '@parta/chassis/errors';
import type { CalendarDate } from '@parta/contracts/values/calendar-date';
import type { Dependencies } from '../dependencies.ts';
import { insertRows } from '../insert-store.ts';
import { lockPeople } from '../people/person-store.ts';
import { type ClassBrief, loadClassBrief } from './class-queries.ts';
import { loadClassTeachers, lockClasses, publishClasses } from './class-store.ts';
import { holdFrom, sameHistory } from './hold-from.ts';

interface Appointment {
  readonly personId: string;
  readonly from: CalendarDate;
}

/**
 * Class teacher (curator) from a day on; what was before that day stays.
 * @throws DomainError `class-not-found`, `person-not-found`, also for someone who is no staff
 */
export function buildSetClassTeacher({ inTenant, clock }: Dependencies) {
  return (actor: Actor, classId: string, { personId, from }: Appointment): Promise<ClassBrief> =>
    inTenant({ institutionId: actor.institutionId }, async (trx) => {
      const person = (await lockPeople(trx, [personId])).get(personId);
      const schoolClass = (await lockClasses(trx, [classId])).get(classId);
      if (schoolClass?.parentId !== null) throw notFound('class-not-found');
      if (!person?.kinds.includes('staff')) throw notFound('person-not-found');

      const held = await loadClassTeachers(trx, [classId]);
      const before = held.map((one) => ({ value: one.personId, from: one.from, to: one.to }));
      const after = holdFrom(before, from, { value: personId, to: null });
      if (!sameHistory(before, after)) {
        await trx('class_teacher').where({ class_id: classId }).delete();
        const rows = after.map((one) => ({
          institution_id: actor.institutionId,
          class_id: classId,
          person_id: one.value,
          valid_from: one.from,
          valid_to: one.to,
        }));
        await insertRows(trx, 'class_teacher', rows);
        await publishClasses(trx, actor.institutionId, [classId]);
      }
      return loadClassBrief(trx, clock, classId);
    });
}
