import type { Knex } from 'knex';
import { createPlumbing, grantApp, protectInstitutionTables, protectUserTables } from '@parta/chassis/db/plumbing';

const copies = ['person', 'account', 'relation', 'class_member', 'page', 'page_class', 'period'] as const;
const own = ['inbox_item', 'inbox_counter'] as const;

/** Local copies belong to an institution; the inbox is the user's own, whatever the schools of the children. [domain §2] */
export async function up(knex: Knex): Promise<void> {
  await createPlumbing(knex, 'notifications');
  await knex.raw(`
    create table person (institution_id uuid not null, person_id uuid not null, last_name text not null, first_name text not null,
      primary key (institution_id, person_id));
    create table account (institution_id uuid not null, user_id uuid not null, person_id uuid, state text not null,
      primary key (institution_id, user_id));
    create index account_person on account (institution_id, person_id);
    create table relation (institution_id uuid not null, relation_id uuid not null, guardian_id uuid not null, student_id uuid not null,
      from_date date not null, to_date date, primary key (institution_id, relation_id));
    create index relation_student on relation (institution_id, student_id);
    create table class_member (institution_id uuid not null, class_id uuid not null, student_id uuid not null, from_date date not null,
      to_date date, primary key (institution_id, class_id, student_id, from_date));
    create table page (institution_id uuid not null, page_id uuid not null, subject_name text not null, primary key (institution_id, page_id));
    create table page_class (institution_id uuid not null, page_id uuid not null, class_id uuid not null,
      primary key (institution_id, page_id, class_id));
    create table period (institution_id uuid not null, period_id uuid not null, year smallint not null, name text not null, last_day date not null,
      primary key (institution_id, period_id));
    create table inbox_item (
      user_id uuid not null,
      -- the user's own counter, taken under its row lock: order of positions is order of commits
      position bigint not null,
      institution_id uuid not null,
      at timestamptz not null,
      fact jsonb not null,
      primary key (user_id, position)
    );
    create table inbox_counter (user_id uuid primary key, position bigint not null, read_up_to bigint not null default 0);
  `);
  await protectInstitutionTables(knex, 'notifications', copies);
  await protectUserTables(knex, 'notifications', own);
  await grantApp(knex, 'notifications', { readWrite: [...copies, ...own] });
}
