import type { Knex } from 'knex';
import { addTraceparent } from '../plumbing-traces.ts';
import { addUpkeep } from '../plumbing-upkeep.ts';
import { createPlumbing, grantApp, protectInstitutionTables, protectUserTables } from '../plumbing.ts';

/** Tables of no service, for the chassis' own tests. */
export async function up(knex: Knex): Promise<void> {
  await createPlumbing(knex, 'chassistest');
  await addUpkeep(knex, 'chassistest');
  await addTraceparent(knex);
  await knex.raw(`
    create table thing (institution_id uuid not null, id text not null, note text, day date, size bigint, primary key (institution_id, id));
    create table ledger (institution_id uuid not null, id text not null, primary key (institution_id, id));
    create table bell (user_id uuid not null, id text not null, seen boolean not null default false, primary key (user_id, id));
  `);
  await protectInstitutionTables(knex, 'chassistest', ['thing', 'ledger']);
  await protectUserTables(knex, 'chassistest', ['bell']);
  await grantApp(knex, 'chassistest', { readWrite: ['thing', 'bell'], appendOnly: ['ledger'] });
}
