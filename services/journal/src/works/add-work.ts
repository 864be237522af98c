import type { Actor } from '@parta/chassis/auth/actor';
import type { Clock } from '@parta/chassis/clock';
import { pipeline } from '@parta/chassis/db/pipeline';
import type { InTenant } from '@parta/chassis/db/tenant';
import { conflict, invalid, notFound } from '@parta/chassis/errors';
import type { Success } from '@parta/contracts/kernel/operation';
import type { pagesContract } from '@parta/contracts/http/journal/pages';
import type { WorkTypeKey } from '@parta/contracts/values/work-type';
import { openPage } from '../cells/open-page.ts';
import type { WorkFacts } from '../cells/page-facts.ts';
import { editRulesAt } from '../institution/edit-rules.ts';
import { noChanges, saveStatements } from '../saves/page-save.ts';
import { lacksTopic, refuseWork, shownWork, typeOf } from './work-rules.ts';
import { isTaken, writeWork } from './work-store.ts';

interface Dependencies {
  readonly inTenant: InTenant;
  readonly clock: Clock;
}

export interface NewWork {
  readonly pageId: string;
  readonly id: string;
  readonly lessonId: string;
  readonly typeKey: WorkTypeKey;
  readonly title: string;
  /** Hundredths; the kind's default where not given. */
  readonly weight: number | undefined;
}

/** Weights default to 1 until the institution sets its own. [R-43, policy `marks.weights`] */
const DEFAULT_WEIGHT = 100;

export type AddWork = (actor: Actor, work: NewWork) => Promise<Success<typeof pagesContract.addWork>>;

/** A work on a lesson; the same id again answers the work as it stands. [JRN-2] */
export function buildAddWork({ inTenant, clock }: Dependencies): AddWork {
  return async (actor, { pageId, id, lessonId, typeKey, title, weight }) => {
    const at = clock.now();
    return inTenant(actor, async (trx) => {
      const facts = await openPage(trx, actor, pageId, { lessons: [lessonId], works: [id] });
      const lesson = facts.lessons.get(lessonId);
      if (!lesson) throw notFound('lesson-not-found');
      const rules = editRulesAt(facts.page, at);
      const known = facts.works.get(id);
      if (known) return shownWork(facts, lesson, known, rules);
      if (await isTaken(trx, id)) throw conflict('id-taken');
      refuseWork(facts, lesson, rules);
      if (lacksTopic(typeKey, title)) throw invalid('topic-required');

      const { kind } = typeOf(typeKey);
      const version = facts.page.seq + 1;
      const work: WorkFacts = { id, lessonId, typeKey, kind, title, weight: weight ?? DEFAULT_WEIGHT, version };
      const after = { lessonId, typeKey, kind, title, weight: work.weight, date: lesson.date };
      await pipeline(trx, [
        writeWork(facts.page, work),
        ...saveStatements(
          facts.page,
          { ...noChanges, works: [{ workId: id, before: null, after }] },
          { userId: actor.userId, at },
        ),
      ]);
      return shownWork(facts, lesson, work, rules);
    });
  };
}
