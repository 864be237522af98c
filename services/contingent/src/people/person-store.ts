import type { Knex } from 'knex';
import { z } from 'zod';
import { publishLater } from '@parta/chassis/events/outbox';
import type { OutgoingEvent } from '@parta/contracts/kernel/event';
import { personV1 } from '@parta/contracts/events/contingent/person.v1';
import { CalendarDate } from '@parta/contracts/values/calendar-date';
import type { PersonName } from '@parta/contracts/values/person';
import { insertRows } from '../insert-store.ts';
import { nameKey } from './name-key.ts';

export const PersonKind = z.enum(['student', 'guardian', 'staff']);
export type PersonKind = z.infer<typeof PersonKind>;

const PersonRow = z
  .object({
    id: z.uuid(),
    kinds: z.array(PersonKind),
    last_name: z.string(),
    first_name: z.string(),
    middle_name: z.string().nullable(),
    birth_date: CalendarDate.nullable(),
  })
  .transform((row) => ({
    id: row.id,
    kinds: row.kinds,
    name: { lastName: row.last_name, firstName: row.first_name, middleName: row.middle_name },
    birthDate: row.birth_date,
  }));

/** A person as this institution keeps them. */
export type Person = z.infer<typeof PersonRow>;
export const readPeople = (rows: unknown): Person[] => z.array(PersonRow).parse(rows);
export const personColumns = ['id', 'kinds', 'last_name', 'first_name', 'middle_name', 'birth_date'];

export interface NewPerson {
  readonly id: string;
  readonly name: PersonName;
  readonly birthDate: CalendarDate | null;
  readonly kind: PersonKind;
}

/** The paper by which a consent to processing personal data is known. [CNT-2] */
export interface ConsentPaper {
  readonly document: string;
  readonly on: CalendarDate;
}

/** Locks the people in the order of their ids; whoever is missing is not in the answer. */
export async function lockPeople(trx: Knex.Transaction, ids: readonly string[]): Promise<ReadonlyMap<string, Person>> {
  const rows: unknown = await trx('person')
    .whereRaw('id = any(?)', [[...ids]])
    .orderBy('id')
    .forNoKeyUpdate()
    .select(personColumns);
  return new Map(readPeople(rows).map((person) => [person.id, person]));
}

/** Adds those that are not here yet and answers the ids of the added. In the order of ids, so that two adders can't deadlock. */
export async function insertPeople(
  trx: Knex.Transaction,
  institutionId: string,
  people: readonly NewPerson[],
): Promise<readonly string[]> {
  const sorted = [...people].sort((a, b) => (a.id < b.id ? -1 : 1));
  const added: string[] = [];
  for (let start = 0; start < sorted.length; start += 1000) {
    const rows = sorted.slice(start, start + 1000).map((person) => rowOf(institutionId, person));
    const inserted: { id: string }[] = await trx('person')
      .insert(rows)
      .onConflict(['institution_id', 'id'])
      .ignore()
      .returning('id');
    added.push(...inserted.map(({ id }) => id));
  }
  return added;
}

function rowOf(institutionId: string, { id, name, birthDate, kind }: NewPerson): Record<string, unknown> {
  return {
    institution_id: institutionId,
    id,
    kinds: [kind],
    last_name: name.lastName,
    first_name: name.firstName,
    middle_name: name.middleName,
    birth_date: birthDate,
    last_key: nameKey(name.lastName),
    first_key: nameKey(name.firstName),
    middle_key: nameKey(name.middleName ?? ''),
  };
}

/** A person may be student, guardian and staff at once. */
export async function addKind(trx: Knex.Transaction, ids: readonly string[], kind: PersonKind): Promise<void> {
  await trx('person')
    .whereRaw('id = any(?) and not kinds @> array[?]', [[...ids], kind])
    .update({ kinds: trx.raw('array_append(kinds, ?)', [kind]) });
}

/** Notes the consent of those of whom none is known; a withdrawn one stays withdrawn. */
export async function recordConsent(
  trx: Knex.Transaction,
  institutionId: string,
  { personIds, paper }: { personIds: readonly string[]; paper: ConsentPaper },
): Promise<void> {
  const known: { person_id: string }[] = await trx('consent')
    .whereRaw('person_id = any(?)', [[...personIds]])
    .select('person_id');
  const having = new Set(known.map(({ person_id }) => person_id));
  const missing = personIds.filter((id) => !having.has(id));
  const rows = missing.map((personId) => ({
    institution_id: institutionId,
    person_id: personId,
    state: 'given',
    document: paper.document,
    recorded_on: paper.on,
  }));
  await insertRows(trx, 'consent', rows);
}

const PublishedRow = z.object({
  id: z.uuid(),
  version: z.number(),
  consent: z.enum(['given', 'withdrawn']).nullable(),
});

/** Gives each person their next version and answers it. */
export async function nextPersonEvents(
  trx: Knex.Transaction,
  institutionId: string,
  ids: readonly string[],
): Promise<OutgoingEvent[]> {
  if (ids.length === 0) return [];
  const { rows } = await trx.raw<{ rows: unknown[] }>(
    `update person set version = person.version + 1 where id = any(?)
     returning ${personColumns.join(', ')}, version,
       (select state from consent where consent.institution_id = person.institution_id and person_id = person.id) as consent`,
    [[...ids]],
  );
  const people = new Map(readPeople(rows).map((person) => [person.id, person]));
  return z
    .array(PublishedRow)
    .parse(rows)
    .flatMap(({ id, version, consent }) => {
      const person = people.get(id);
      if (!person) return [];
      const data = { personId: id, kinds: person.kinds, name: person.name, consent: consent ?? ('missing' as const) };
      return [personV1.of({ institutionId, root: id, key: id, version }, data)];
    });
}

/** Comes after every change of a person. */
export const publishPeople = async (
  trx: Knex.Transaction,
  institutionId: string,
  ids: readonly string[],
): Promise<void> => publishLater(trx, await nextPersonEvents(trx, institutionId, ids));
