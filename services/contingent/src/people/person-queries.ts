import type { Knex } from 'knex';
import { z } from 'zod';
import type { Clock } from '@parta/chassis/clock';
import { notFound } from '@parta/chassis/errors';
import type { Input, Success } from '@parta/contracts/kernel/operation';
import type { peopleContract } from '@parta/contracts/http/contingent/people';
import { CalendarDate, covers } from '@parta/contracts/values/calendar-date';
import { byName, RelationKind } from '@parta/contracts/values/person';
import { accountStatesOf } from '../copies/account-queries.ts';
import { loadToday } from '../copies/institution-queries.ts';
import { nameKey } from './name-key.ts';
import { personColumns, readPeople } from './person-store.ts';
import { loadPositions } from './staff-store.ts';

type Contract = typeof peopleContract;
type Search = Input<Contract['searchPeople']>['query'];
type Found = Success<Contract['searchPeople']>['people'];
export type PersonCard = Success<Contract['getPerson']>;
type StaffList = Success<Contract['listStaff']>['staff'];

const ClassOfStudentRow = z.object({ student_id: z.uuid(), name: z.string() });

/** The class of each student on a day, by student. */
async function classNamesOn(
  trx: Knex.Transaction,
  studentIds: readonly string[],
  day: CalendarDate,
): Promise<ReadonlyMap<string, string>> {
  const rows: unknown = await trx('membership')
    .join('class', { 'class.id': 'membership.class_id', 'class.institution_id': 'membership.institution_id' })
    .whereRaw('student_id = any(?) and valid_from <= ? and (valid_to is null or valid_to > ?)', [
      [...studentIds],
      day,
      day,
    ])
    .select('student_id', 'class.name');
  return new Map(
    z
      .array(ClassOfStudentRow)
      .parse(rows)
      .map((row) => [row.student_id, row.name]),
  );
}

const escapeLike = (text: string): string => text.replaceAll(/[\\%_]/g, (sign) => `\\${sign}`);

/** People each word of the query begins some part of whose name. */
export async function searchPeople(trx: Knex.Transaction, clock: Clock, search: Search): Promise<Found> {
  const words = nameKey(search.query).split(' ').filter(Boolean).slice(0, 4);
  const query = trx('person')
    .select(personColumns)
    .orderBy(['last_key', 'first_key', 'middle_key', 'id'])
    .limit(search.limit);
  for (const word of words) {
    const prefix = `${escapeLike(word)}%`;
    void query.whereRaw('(last_key like ? or first_key like ? or middle_key like ?)', [prefix, prefix, prefix]);
  }
  if (search.kind) void query.whereRaw('kinds @> array[?]', [search.kind]);
  const people = readPeople(await query);
  const today = await loadToday(trx, clock);
  const classNames = await classNamesOn(
    trx,
    people.map(({ id }) => id),
    today,
  );
  return people
    .map(({ id, kinds, name }) => ({ personId: id, kinds, ...name, className: classNames.get(id) ?? null }))
    .sort(byName);
}

const MembershipRow = z
  .object({ class_id: z.uuid(), name: z.string(), valid_from: CalendarDate, valid_to: CalendarDate.nullable() })
  .transform((row) => ({ classId: row.class_id, className: row.name, from: row.valid_from, to: row.valid_to }));

const RelativeRow = z
  .object({
    student_id: z.uuid(),
    guardian_id: z.uuid(),
    kind: RelationKind,
    id: z.uuid(),
    last_name: z.string(),
    first_name: z.string(),
    middle_name: z.string().nullable(),
  })
  .transform((row) => ({
    studentId: row.student_id,
    relative: {
      personId: row.id,
      lastName: row.last_name,
      firstName: row.first_name,
      middleName: row.middle_name,
      relation: row.kind,
    },
  }));

/** The card of a person, as it is today. @throws DomainError `person-not-found` */
export async function loadPersonCard(trx: Knex.Transaction, clock: Clock, personId: string): Promise<PersonCard> {
  const [person] = readPeople(await trx('person').where({ id: personId }).select(personColumns));
  if (!person) throw notFound('person-not-found');
  const today = await loadToday(trx, clock);
  const memberships: unknown = await trx('membership')
    .join('class', { 'class.id': 'membership.class_id', 'class.institution_id': 'membership.institution_id' })
    .where({ student_id: personId })
    .orderBy('valid_from', 'desc')
    .select('class_id', 'name', 'valid_from', 'valid_to');
  const { rows: related } = await trx.raw<{ rows: unknown[] }>(
    `select student_id, guardian_id, kind, other.id, last_name, first_name, middle_name
     from relation
     join person other on other.institution_id = relation.institution_id
       and other.id = case when student_id = ?::uuid then guardian_id else student_id end
     where (student_id = ?::uuid or guardian_id = ?::uuid) and (valid_to is null or valid_to > ?)`,
    [personId, personId, personId, today],
  );
  const relatives = z.array(RelativeRow).parse(related);
  const children = relatives.filter(({ studentId }) => studentId !== personId).map(({ relative }) => relative);
  const classNames = await classNamesOn(
    trx,
    children.map((child) => child.personId),
    today,
  );
  const positions = await loadPositions(trx, [personId]);
  const accounts = await accountStatesOf(trx, [personId]);
  return {
    personId,
    kinds: person.kinds,
    ...person.name,
    birthDate: person.birthDate,
    accountState: accounts.of(personId),
    memberships: z.array(MembershipRow).parse(memberships),
    guardians: relatives
      .filter(({ studentId }) => studentId === personId)
      .map(({ relative }) => relative)
      .sort(byName),
    children: children.map((child) => ({ ...child, className: classNames.get(child.personId) ?? null })).sort(byName),
    positions: positions.map(({ role, title, from, to }) => ({ role, title, from, to })),
  };
}

/** Staff with a position today. */
export async function listStaff(trx: Knex.Transaction, clock: Clock): Promise<StaffList> {
  const today = await loadToday(trx, clock);
  const people = readPeople(await trx('person').whereRaw(`kinds @> array['staff']`).select(personColumns));
  const ids = people.map(({ id }) => id);
  const held = (await loadPositions(trx, ids)).filter((position) => covers(position, today));
  const roles = Map.groupBy(held, (position) => position.personId);
  const accounts = await accountStatesOf(trx, ids);
  return people
    .filter(({ id }) => roles.has(id))
    .map(({ id, name }) => ({
      personId: id,
      ...name,
      roles: [...new Set(roles.get(id)?.map(({ role }) => role) ?? [])],
      accountState: accounts.of(id),
    }))
    .sort(byName);
}
