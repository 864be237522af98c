import type { Actor } from '@parta/chassis/auth/actor';
import type { Clock } from '@parta/chassis/clock';
import { claimKey, type OnceRequest, storeAnswer, storedAnswer } from '@parta/chassis/db/once';
import { asOneRead, asOneWrite, rowsOfEach } from '@parta/chassis/db/json-sql';
import type { SaveInTenant } from '@parta/chassis/db/tenant';
import { notFound } from '@parta/chassis/errors';
import type { Success } from '@parta/contracts/kernel/operation';
import type { pagesContract } from '@parta/contracts/http/journal/pages';
import type { CellChange } from '@parta/contracts/values/cell';
import { periodOn } from '@parta/contracts/values/school-year';
import { mayRead } from '../access/page-rights.ts';
import { editRulesAt } from '../institution/edit-rules.ts';
import { type Author, saveStatements } from '../saves/page-save.ts';
import { notesOf } from '../saves/revision-note.ts';
import { shownStanding } from '../saves/standing.ts';
import { parseStandings, readStandings, StandingChanges } from '../saves/standing-store.ts';
import { decideChanges } from './decide-changes.ts';
import type { ChangedCell, PageFacts } from './page-facts.ts';
import { factsOf, parsePage } from './page-rows.ts';
import { lockPage, readFacts, touchedBy } from './page-store.ts';
import { writeCells } from './write-cells.ts';

interface Dependencies {
  readonly saveInTenant: SaveInTenant;
  readonly clock: Clock;
}

export type CellsAnswer = Success<typeof pagesContract.changeCells>;

export interface CellsRequest {
  readonly pageId: string;
  readonly changes: readonly CellChange[];
  /** Under which the answer is kept. */
  readonly once: OnceRequest;
}

export type ChangeCells = (actor: Actor, request: CellsRequest) => Promise<CellsAnswer>;

/**
 * Saves a batch of cells of one page: cells, standings, history, event and the kept answer commit together or not at all.
 * Two round trips: key, lock and reads; then, after the decision, the writes with their commit.
 * @throws DomainError `page-not-found`, also for a page that is not the actor's; `in-progress`, `idempotency-key-reused`
 */
export function buildChangeCells({ saveInTenant, clock }: Dependencies): ChangeCells {
  return async (actor, { pageId, changes, once }) => {
    // read once, as the request arrives: a save that began before midnight is judged by that day
    const at = clock.now();
    return saveInTenant(actor, async (read) => {
      const touched = touchedBy(changes);
      const [claimed, locked, found] = await read([
        claimKey(once),
        lockPage(pageId),
        // apart from the lock, so that it sees what the save before has left
        asOneRead('save.facts', {
          ...readFacts(pageId, actor.personId, touched),
          standings: readStandings(pageId, touched.students),
        }),
      ]);
      const before = storedAnswer(once, claimed);
      if (before) return { value: before.body as CellsAnswer, last: [] };
      const page = parsePage(locked);
      const { standings, ...rows } = rowsOfEach(found);
      const facts = page && factsOf(page, actor.personId, rows);
      if (!facts || !mayRead(facts.rights, actor.roles)) throw notFound('page-not-found');

      const decision = decideChanges(facts, changes, editRulesAt(page, at));
      const standing = new StandingChanges(parseStandings(standings));
      const saving =
        decision.changed.length > 0 ? save(facts, decision.changed, standing, { userId: actor.userId, at }) : [];
      const answer: CellsAnswer = {
        outcomes: [...decision.outcomes],
        seq: page.seq + (saving.length > 0 ? 1 : 0),
        standings: standingsOf(facts, decision.changed, standing),
        savedAt: at.toISOString(),
      };
      const last = asOneWrite('save.writes', [...saving, storeAnswer(once, { status: 200, body: answer })]);
      return { value: answer, last: [last] };
    });
  };
}

function save(facts: PageFacts, changed: readonly ChangedCell[], standing: StandingChanges, author: Author) {
  const { changes, statements } = writeCells(facts, changed, standing);
  return [
    ...statements,
    ...standing.write(facts.page),
    ...saveStatements(facts.page, changes, author, notesOf(changed)),
  ];
}

/** Of every student whose cells changed, in the period of the cells. */
function standingsOf(
  { page, lessons, works }: PageFacts,
  changed: readonly ChangedCell[],
  standing: StandingChanges,
): CellsAnswer['standings'] {
  const { scheme } = page;
  if (!scheme) return [];
  const shown = new Map<string, CellsAnswer['standings'][number]>();
  for (const { change } of changed) {
    const lessonId =
      change.kind === 'mark'
        ? works.get(change.workId)?.lessonId
        : change.kind === 'attendance'
          ? change.lessonId
          : undefined;
    const date = lessonId === undefined ? undefined : lessons.get(lessonId)?.date;
    const period = date
      ? periodOn(scheme, date)
      : scheme.periods.find((each) => change.kind === 'result' && each.id === change.periodId);
    if (period) shown.set(change.studentId, shownStanding(change.studentId, standing.of(period.id, change.studentId)));
  }
  return [...shown.values()];
}
