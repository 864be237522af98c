import type { Actor } from '@parta/chassis/auth/actor';
import type { peopleContract } from '@parta/contracts/http/contingent/people';
import type { Input, Success } from '@parta/contracts/kernel/operation';
import { uuidV7 } from '@parta/contracts/kernel/uuid';
import { loadInstitution } from '../copies/institution-queries.ts';
import type { Dependencies } from '../dependencies.ts';
import { insertKeys, lockKeys } from './external-key-store.ts';
import { insertPeople, publishPeople, recordConsent } from './person-store.ts';
import { insertPositions, publishStaff } from './staff-store.ts';

type Operation = (typeof peopleContract)['ensureStaff'];
type StaffFile = Input<Operation>['body'];
type Answer = Success<Operation>;

/** Staff of an imported file by the file's own keys: found or made as teachers, never doubled. Publishes only the made. */
export function buildEnsureStaff({ inTenant }: Dependencies) {
  return (actor: Actor, file: StaffFile): Promise<Answer> =>
    inTenant({ institutionId: actor.institutionId }, async (trx) => {
      const { institutionId } = actor;
      const space = { institutionId, source: file.source, kind: 'staff' as const };
      const known = await lockKeys(trx, space);
      const missing = new Map(
        file.staff.filter(({ externalKey }) => !known.has(externalKey)).map((one) => [one.externalKey, one]),
      );
      const made = new Map([...missing.keys()].map((key) => [key, uuidV7()]));

      const title = (await loadInstitution(trx)).kind === 'college' ? 'Преподаватель' : 'Учитель';
      const people = [...missing.values()].map(({ externalKey, name }) => ({
        id: made.get(externalKey) ?? uuidV7(),
        name,
        birthDate: null,
        kind: 'staff' as const,
      }));
      const ids = people.map(({ id }) => id);
      await insertPeople(trx, institutionId, people);
      const paper = { document: `Импорт: ${file.source}`, on: file.from };
      await recordConsent(trx, institutionId, { personIds: ids, paper });
      const teacher = { role: 'teacher' as const, title, from: file.from, to: null };
      await insertPositions(
        trx,
        institutionId,
        ids.map((personId) => ({ personId, ...teacher })),
      );
      await insertKeys(trx, space, made);
      await publishPeople(trx, institutionId, ids);
      await publishStaff(trx, institutionId, ids);
      return {
        staff: file.staff.map(({ externalKey }) => ({
          externalKey,
          personId: known.get(externalKey) ?? made.get(externalKey) ?? '',
          created: made.has(externalKey),
        })),
      };
    });
}
