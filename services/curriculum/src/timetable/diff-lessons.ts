import type { CalendarDate } from '@parta/contracts/values/calendar-date';
import type { DatedLesson } from './expand-lessons.ts';

/** `displaced`: the plan has no place for it any more, but it has records and waits for its teacher's decision. */
export type LessonState = 'planned' | 'displaced';

export interface StoredLesson extends Omit<DatedLesson, 'isoWeek'> {
  readonly state: LessonState;
  /** The place that a plan gave it, which its id is made of; null = added by hand, no plan's business. */
  readonly planned: { readonly date: CalendarDate; readonly slot: number } | null;
}

export interface Replanning {
  readonly existing: readonly StoredLesson[];
  readonly wanted: readonly DatedLesson[];
  /** Lessons that the journal has a topic, work, mark or attendance of. */
  readonly withRecords: ReadonlySet<string>;
  /** What is planned anew, half-open: lessons that were planned outside of it stay as they are. */
  readonly span: { readonly from: CalendarDate; readonly to: CalendarDate };
}

export interface LessonDiff {
  readonly added: readonly DatedLesson[];
  readonly kept: readonly StoredLesson[];
  /** As they shall be: room, teachers, times, period, or back from `displaced`. A hand-moved lesson keeps its date, slot and times. */
  readonly changed: readonly StoredLesson[];
  /** Without records: may go. */
  readonly removed: readonly StoredLesson[];
  /** Newly displaced, in their new state. */
  readonly displaced: readonly StoredLesson[];
  /** Wanted at a place where the group already has a lesson that was moved or added by hand; not added. */
  readonly blocked: readonly { readonly wanted: DatedLesson; readonly by: string }[];
}

/**
 * What a re-planning does to the lessons there are. Identity is the id, made of the planned place, so the same plan
 * twice keeps everything, and a lesson with records is never removed. [domain §3]
 */
export function diffLessons({ existing, wanted, withRecords, span }: Replanning): LessonDiff {
  const matches = matchLessons({ existing, wanted, span });
  const pairs = [...matches.stored].map(([lesson, stored]) => ({ stored, next: replanned(stored, lesson) }));
  const matched = new Set(matches.stored.values());
  const gone = existing.filter((lesson) => !matched.has(lesson));
  // a displaced lesson stays displaced until someone decides, also when its last record was struck out meanwhile
  const leaving = new Set(gone.filter((lesson) => lesson.state === 'planned' && isPlannedIn(span, lesson)));
  return {
    added: matches.added,
    kept: [
      ...pairs.filter(({ stored, next }) => next === stored).map(({ stored }) => stored),
      ...gone.filter((lesson) => !leaving.has(lesson)),
    ],
    changed: pairs.filter(({ stored, next }) => next !== stored).map(({ next }) => next),
    removed: [...leaving].filter(({ id }) => !withRecords.has(id)),
    displaced: [...leaving]
      .filter(({ id }) => withRecords.has(id))
      .map((lesson) => ({ ...lesson, state: 'displaced' })),
    blocked: matches.blocked,
  };
}

interface Matches {
  readonly stored: ReadonlyMap<DatedLesson, StoredLesson>;
  readonly added: readonly DatedLesson[];
  readonly blocked: LessonDiff['blocked'];
}

function matchLessons({ existing, wanted, span }: Omit<Replanning, 'withRecords'>): Matches {
  const byId = new Map(existing.map((lesson) => [lesson.id, lesson]));
  const wantedIds = new Set(wanted.map(({ id }) => id));
  const byHand = new Map(existing.filter(isByHand).map((lesson) => [placeOf(lesson), lesson]));
  const stored = new Map<DatedLesson, StoredLesson>();
  const added: DatedLesson[] = [];
  const blocked: { wanted: DatedLesson; by: string }[] = [];
  for (const lesson of wanted) {
    const sitting = byHand.get(placeOf(lesson));
    // a lesson moved to where the new plan wants it, and not wanted where it came from, is the one that is wanted
    const arrived = sitting && isPlannedIn(span, sitting) && !wantedIds.has(sitting.id) ? sitting : undefined;
    const match = byId.get(lesson.id) ?? arrived;
    if (match) stored.set(lesson, match);
    else if (sitting) blocked.push({ wanted: lesson, by: sitting.id });
    else added.push(lesson);
  }
  return { stored, added, blocked };
}

/** The same object where nothing differs. */
function replanned(stored: StoredLesson, wanted: DatedLesson): StoredLesson {
  // whoever moved a lesson chose its time and room; who teaches it is still the plan's matter
  const { periodId, start, end, roomId } = isMoved(stored) ? stored : wanted;
  const { teacherIds } = wanted;
  const same =
    stored.state === 'planned' &&
    stored.roomId === roomId &&
    stored.periodId === periodId &&
    stored.start === start &&
    stored.end === end &&
    stored.teacherIds.length === teacherIds.length &&
    stored.teacherIds.every((id) => teacherIds.includes(id));
  return same ? stored : { ...stored, state: 'planned', roomId, teacherIds, periodId, start, end };
}

const isPlannedIn = (span: Replanning['span'], { planned }: StoredLesson): boolean =>
  planned !== null && span.from <= planned.date && planned.date < span.to;

const isMoved = ({ planned, date, slot }: StoredLesson): boolean =>
  planned !== null && (planned.date !== date || planned.slot !== slot);

const isByHand = (lesson: StoredLesson): boolean => lesson.planned === null || isMoved(lesson);

const placeOf = ({ teachingGroupId, date, slot }: Pick<DatedLesson, 'teachingGroupId' | 'date' | 'slot'>): string =>
  `${teachingGroupId}/${date}/${slot}`;
