import type { Actor } from '@parta/chassis/auth/actor';
import type { Clock } from '@parta/chassis/clock';
import { pipeline } from '@parta/chassis/db/pipeline';
import type { InTenant } from '@parta/chassis/db/tenant';
import { conflict, DomainError, invalid, notFound } from '@parta/chassis/errors';
import type { Success } from '@parta/contracts/kernel/operation';
import type { pagesContract } from '@parta/contracts/http/journal/pages';
import { periodOn } from '@parta/contracts/values/school-year';
import type { WorkTypeKey } from '@parta/contracts/values/work-type';
import { openPage } from '../cells/open-page.ts';
import type { LessonFacts, PageFacts, WorkFacts } from '../cells/page-facts.ts';
import { editRulesAt } from '../institution/edit-rules.ts';
import { noChanges, saveStatements } from '../saves/page-save.ts';
import { markChanged } from '../saves/standing.ts';
import { parseStandings, readStandings, StandingChanges } from '../saves/standing-store.ts';
import { lacksTopic, refuseWork, shownWork, typeOf } from './work-rules.ts';
import { marksOn, writeWork } from './work-store.ts';

interface Dependencies {
  readonly inTenant: InTenant;
  readonly clock: Clock;
}

export interface WorkChange {
  readonly pageId: string;
  readonly workId: string;
  readonly baseVersion: number;
  readonly typeKey: WorkTypeKey | undefined;
  readonly title: string | undefined;
  readonly weight: number | undefined;
}

type ShownWork = Success<typeof pagesContract.changeWork>;
export type ChangeWork = (actor: Actor, change: WorkChange) => Promise<ShownWork>;
export type RemoveWork = (actor: Actor, work: { readonly pageId: string; readonly workId: string }) => Promise<void>;

type Marks = Awaited<ReturnType<typeof marksOn>>;

/** Kind, title or weight of a work: one revision, and standings computed again. */
export function buildChangeWork({ inTenant, clock }: Dependencies): ChangeWork {
  return async (actor, change) => {
    const at = clock.now();
    return inTenant(actor, async (trx) => {
      const facts = await openPage(trx, actor, change.pageId, { works: [change.workId] });
      const { work, lesson } = found(facts, change.workId);
      const rules = editRulesAt(facts.page, at);
      const next = changed(work, change, facts.page.seq + 1);
      if (next.typeKey === work.typeKey && next.title === work.title && next.weight === work.weight) {
        return shownWork(facts, lesson, work, rules);
      }
      refuseWork(facts, lesson, rules);
      if (work.version !== change.baseVersion) throw conflict('conflict', { version: work.version });
      if (lacksTopic(next.typeKey, next.title)) throw invalid('topic-required');
      const marks = await marksOn(trx, facts.page, work.id);
      // a kind has its own window: with marks there it must be open under both
      if (next.kind !== work.kind && marks.length > 0) refuseKind(facts, lesson, [work, next], rules);
      const standings = parseStandings(
        (
          await pipeline(trx, [
            readStandings(
              facts.page.id,
              marks.map((mark) => mark.student_id),
            ),
          ])
        )[0],
      );
      await pipeline(trx, [
        writeWork(facts.page, next),
        ...reweighed(facts, lesson, {
          marks,
          from: work.weight,
          to: next.weight,
          standing: new StandingChanges(standings),
        }),
        ...saveStatements(
          facts.page,
          {
            ...noChanges,
            works: [{ workId: work.id, before: factsOfEvent(work, lesson), after: factsOfEvent(next, lesson) }],
          },
          { userId: actor.userId, at },
        ),
      ]);
      return shownWork(facts, lesson, next, rules);
    });
  };
}

function changed(work: WorkFacts, change: WorkChange, version: number): WorkFacts {
  const typeKey = change.typeKey ?? work.typeKey;
  const { kind } = typeOf(typeKey);
  return { ...work, typeKey, kind, title: change.title ?? work.title, weight: change.weight ?? work.weight, version };
}

/** A work without marks leaves; one with marks stays. */
export function buildRemoveWork({ inTenant, clock }: Dependencies): RemoveWork {
  return async (actor, { pageId, workId }) => {
    const at = clock.now();
    await inTenant(actor, async (trx) => {
      const facts = await openPage(trx, actor, pageId, { works: [workId] });
      const { work, lesson } = found(facts, workId);
      refuseWork(facts, lesson, editRulesAt(facts.page, at));
      if ((await marksOn(trx, facts.page, workId)).length > 0) throw conflict('lesson-has-records');
      await pipeline(trx, [
        writeWork(facts.page, { ...work, version: facts.page.seq + 1, removed: true }),
        ...saveStatements(
          facts.page,
          { ...noChanges, works: [{ workId, before: factsOfEvent(work, lesson), after: null }] },
          { userId: actor.userId, at },
        ),
      ]);
    });
  };
}

function found(facts: PageFacts, workId: string): { work: WorkFacts; lesson: LessonFacts } {
  const work = facts.works.get(workId);
  const lesson = work && facts.lessons.get(work.lessonId);
  if (!work || !lesson) throw notFound('work-not-found');
  return { work, lesson };
}

const factsOfEvent = ({ lessonId, typeKey, kind, title, weight }: WorkFacts, { date }: LessonFacts) => ({
  lessonId,
  typeKey,
  kind,
  title,
  weight,
  date,
});

function refuseKind(
  facts: PageFacts,
  lesson: LessonFacts,
  works: readonly WorkFacts[],
  rules: ReturnType<typeof editRulesAt>,
): void {
  if (works.some((work) => shownWork(facts, lesson, work, rules).closed !== null))
    throw new DomainError('invalid', 'work-kind-locked');
}

interface Reweighing {
  readonly marks: Marks;
  readonly from: number;
  readonly to: number;
  readonly standing: StandingChanges;
}

function reweighed({ page }: PageFacts, lesson: LessonFacts, { marks, from, to, standing }: Reweighing) {
  const period = page.scheme && periodOn(page.scheme, lesson.date);
  if (!period || from === to) return [];
  for (const { student_id, mark } of marks) {
    standing.change(period.id, student_id, (each) => markChanged(markChanged(each, mark, null, from), null, mark, to));
  }
  return standing.write(page);
}
