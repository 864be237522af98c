import type { Actor } from '@parta/chassis/auth/actor';
import type { Clock } from '@parta/chassis/clock';
import { pipeline } from '@parta/chassis/db/pipeline';
import type { InTenant } from '@parta/chassis/db/tenant';
import { conflict, invalid, notFound } from '@parta/chassis/errors';
import { whyClosed } from '@parta/contracts/rules/journal/edit-window';
import { firstGradeHomework, noHomework } from '@parta/contracts/rules/journal/first-grade';
import { isRussian } from '@parta/contracts/rules/journal/russian-text';
import type { LessonFacts, PageFacts } from '../cells/page-facts.ts';
import { stateOf } from '../cells/lesson-state.ts';
import { openPage } from '../cells/open-page.ts';
import { isMarklessPage } from '../cells/page-rows.ts';
import { gradesOn } from '../cells/page-store.ts';
import { whyNotTeacher } from '../access/page-rights.ts';
import { refuse } from '../access/refuse.ts';
import { editRulesAt } from '../institution/edit-rules.ts';
import { noChanges, saveStatements } from '../saves/page-save.ts';
import { parseRecord, readRecord, writeRecord } from './record-store.ts';

interface Dependencies {
  readonly inTenant: InTenant;
  readonly clock: Clock;
}

export interface LessonRecord {
  readonly topic: string;
  readonly homework: string;
}

interface RecordRequest extends LessonRecord {
  readonly pageId: string;
  readonly lessonId: string;
  readonly baseVersion: number;
}

export type RecordLesson = (
  actor: Actor,
  request: RecordRequest,
) => Promise<LessonRecord & { readonly version: number }>;

/**
 * Topic and homework of a lesson, in Russian, inside their windows; both may be prepared ahead; in the first grade homework is «нет». [JRN-2; R-12, R-24]
 * The same text again changes nothing and leaves no history.
 * @throws DomainError `page-not-found`, `lesson-not-found`, `conflict` with what stands there, and the rules' refusals
 */
export function buildRecordLesson({ inTenant, clock }: Dependencies): RecordLesson {
  return async (actor, { pageId, lessonId, baseVersion, topic, homework }) => {
    const at = clock.now();
    return inTenant(actor, async (trx) => {
      const facts = await openPage(trx, actor, pageId, { lessons: [lessonId] });
      const lesson = facts.lessons.get(lessonId);
      if (!lesson) throw notFound('lesson-not-found');
      const [record, grades] = await pipeline(trx, [readRecord(lessonId), gradesOn(pageId)]);
      const known = parseRecord(record);
      const markless = isMarklessPage(grades, facts.page, editRulesAt(facts.page, at));
      const after = { topic, homework: markless ? (firstGradeHomework(homework) ?? homework) : homework };
      if (known.topic === topic && known.homework === after.homework) return known;

      refuseClosed(facts, lesson, { known, after, at });
      if (markless && after.homework !== noHomework) throw invalid('first-grade-homework');
      if (!isRussian(topic)) throw invalid('text-not-russian');
      if (known.version !== baseVersion) throw conflict('conflict', { ...known });
      const version = facts.page.seq + 1;
      const before = known.version === 0 ? null : { topic: known.topic, homework: known.homework };
      await pipeline(trx, [
        writeRecord(facts.page, lessonId, { ...after, version }),
        ...saveStatements(
          facts.page,
          { ...noChanges, records: [{ lessonId, date: lesson.date, before, after }] },
          { userId: actor.userId, at },
        ),
      ]);
      return { ...after, version };
    });
  };
}

/** Topic and homework have windows of their own; only what changes must be open. */
function refuseClosed(
  facts: PageFacts,
  lesson: LessonFacts,
  { known, after, at }: { known: LessonRecord; after: LessonRecord; at: Date },
): void {
  const rules = editRulesAt(facts.page, at);
  const day = stateOf(facts.page, lesson);
  // a coming lesson is prepared by whoever teaches today
  const rightOn = lesson.date > rules.today ? rules.today : lesson.date;
  refuse(whyNotTeacher(facts.rights, rightOn, rules.today));
  if (known.topic !== after.topic) refuse(whyClosed(day, 'topic', rules));
  if (known.homework !== after.homework) refuse(whyClosed(day, 'homework', rules));
}
