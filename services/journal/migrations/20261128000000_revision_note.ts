import { grantApp, protectInstitutionTables } from '@parta/chassis/db/plumbing';
import type { Knex } from 'knex';

/**
 * Free text beside a revision. The chain holds only its salted hash, so an erasure, by the owner, takes note and salt and leaves
 * the chain whole. One table for all years: few cells have a comment. [DESIGN §7]
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table revision_note (
      institution_id uuid not null,
      year smallint not null,
      page_id uuid not null,
      seq bigint not null,
      kind text not null,
      target_id uuid not null,
      student_id uuid not null,
      salt bytea not null,
      -- empty: the comment before was taken away
      note text not null,
      primary key (institution_id, year, page_id, seq, kind, target_id, student_id)
    );
    create index revision_note_cell on revision_note (institution_id, student_id, target_id, seq);
  `);
  await protectInstitutionTables(knex, 'journal', ['revision_note']);
  await grantApp(knex, 'journal', { appendOnly: ['revision_note'] });
}
