import type { Knex } from 'knex';
import type { Actor } from '@parta/chassis/auth/actor';
import { pipeline } from '@parta/chassis/db/pipeline';
import { notFound } from '@parta/chassis/errors';
import { mayRead } from '../access/page-rights.ts';
import type { PageFacts } from './page-facts.ts';
import {
  factsOf,
  lockPage,
  ownClassesOn,
  parsePage,
  parseRights,
  readFacts,
  teachersOf,
  type Touched,
} from './page-store.ts';

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
  const [locked, teachers, ownClasses, ...reads] = await pipeline(trx, [
    lockPage(pageId),
    teachersOf(pageId),
    ownClassesOn(pageId, actor.personId),
    ...readFacts(pageId, { works: [], lessons: [], students: [], ...touched }),
  ]);
  const page = parsePage(locked);
  const rights = parseRights(actor.personId, teachers, ownClasses);
  if (!page || !mayRead(rights, actor.roles)) throw notFound('page-not-found');
  return factsOf(page, rights, reads);
}
