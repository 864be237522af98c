import type { Knex } from 'knex';
import { shortName } from '@parta/contracts/values/person';
import { NameRow } from '../class-summary/class-rows.ts';
import type { Job } from './job.ts';

/** «Каримова Л. Ш.»: who ordered the sheet, as the archive and the paper's foot name them. */
export async function readMaker(trx: Knex.Transaction, { personId }: Job): Promise<string> {
  const row: unknown = personId === null ? undefined : await trx('person').where({ person_id: personId }).first();
  return row === undefined ? 'сотрудник' : shortName(NameRow.parse(row).name);
}
