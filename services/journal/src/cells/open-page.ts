import type { Knex } from 'knex';
import type { Actor } from '@parta/chassis/auth/actor';
import { asOneRead, rowsOfEach } from '@parta/chassis/db/json-sql';
import { pipeline } from '@parta/chassis/db/pipeline';
import { notFound } from '@parta/chassis/errors';
import { mayRead } from '../access/page-rights.ts';
import type { PageFacts } from './page-facts.ts';
import { factsOf, parsePage } from './page-rows.ts';
import { lockPage, readFacts, type Touched } from './page-store.ts';

/**
 * Locks a page for a save and reads what it must know, in one round trip.
 * @throws DomainError `page-not-found`, also for a page that is not the actor's
 */
export async function openPage(
  trx: Knex.Transaction,
  actor: Actor,
  pageId: string,
  touched: Partial<Touched>,
): Promise<PageFacts> {
  const [locked, read] = await pipeline(trx, [
    lockPage(pageId),
    // apart from the lock, so that it sees what the save before has left
    asOneRead('page.facts', readFacts(pageId, actor.personId, touched)),
  ]);
  const page = parsePage(locked);
  const facts = page && factsOf(page, actor.personId, rowsOfEach(read));
  if (!facts || !mayRead(facts.rights, actor.roles)) throw notFound('page-not-found');
  return facts;
}
