import type { AskedChange, History, Operation } from '../history.ts';
import type { Observed, Save } from '../observed.ts';
import type { Tell } from './violation.ts';

/** State of one cell after some save. */
interface State {
  readonly version: number;
  readonly value: string;
}

const saveKey = ({ pageId, seq }: { pageId: string; seq: number }): string => `${pageId}/${seq}`;
const inPage = (pageId: string, cell: string): string => `${pageId}/${cell}`;
const empty: State = { version: 0, value: '' };

/** The journal's history replayed from its first save; `before` answers a cell as it stood when a save came. */
class Replay {
  readonly saves = new Map<string, Save>();
  /** States of each cell, in the order of their versions. */
  readonly #states = new Map<string, State[]>();

  constructor(saves: readonly Save[], tell: Tell) {
    const expected = new Map<string, number>();
    for (const save of saves.toSorted((a, b) => a.seq - b.seq)) {
      const next = (expected.get(save.pageId) ?? 0) + 1;
      if (save.seq !== next) tell('chain', `page ${save.pageId}: save ${save.seq} stands where ${next} should`);
      expected.set(save.pageId, save.seq);
      this.saves.set(saveKey(save), save);
      for (const { cell, before, after } of save.cells) {
        const was = this.last(save.pageId, cell);
        if (was.value !== before)
          tell('before', `${saveKey(save)} ${cell}: changed from «${before}», but it held «${was.value}»`);
        const states = this.#states.get(inPage(save.pageId, cell)) ?? [];
        this.#states.set(inPage(save.pageId, cell), [...states, { version: save.seq, value: after }]);
      }
    }
  }

  last(pageId: string, cell: string): State {
    return this.#states.get(inPage(pageId, cell))?.at(-1) ?? empty;
  }
  at(pageId: string, cell: string, seq: number): State {
    return this.#states.get(inPage(pageId, cell))?.findLast((state) => state.version <= seq) ?? empty;
  }
  touched(): ReadonlyMap<string, readonly State[]> {
    return this.#states;
  }
}

/**
 * Every acknowledged change stands once in the journal's history, every refused one nowhere, an unknown one at most once and whole;
 * nobody overwrote what he had not seen; tables are what the history says. Pure. [JRN-3, JRN-22]
 */
export function checkJournal({ operations, readings }: History, observed: Observed, tell: Tell): void {
  const replay = new Replay(observed.saves, tell);
  const claims = new Map<string, Operation[]>();
  const claim = (save: Save, operation: Operation): void =>
    void claims.set(saveKey(save), [...(claims.get(saveKey(save)) ?? []), operation]);

  for (const operation of operations) {
    if (new Set(operation.answers).size > 1) tell('answers', `the key ${operation.key} was answered in two ways`);
    if (operation.end.kind === 'answered') checkAnswered(operation, replay, claim, tell);
  }
  for (const operation of operations.filter((each) => each.end.kind === 'unknown')) {
    const found = observed.saves.filter((save) => !claims.has(saveKey(save)) && isOf(save, operation, replay));
    if (found.length > 1) tell('doubled', `${operation.key} of unknown end was saved ${found.length} times`);
    for (const save of found) claim(save, operation);
  }
  for (const save of observed.saves) {
    const owners = claims.get(saveKey(save)) ?? [];
    if (owners.length === 0) tell('ghost', `save ${saveKey(save)} belongs to nobody’s request`);
    if (owners.length > 1) tell('doubled', `save ${saveKey(save)} answers ${owners.length} requests`);
    if (!save.sealed) tell('chain', `save ${saveKey(save)}: history by cell differs from the sealed text`);
  }
  for (const page of observed.brokenPages) tell('chain', `the chain of page ${page} does not hold`);
  for (const { pageId, told, seq } of readings)
    if (seq < told) tell('stale', `page ${pageId} was read at ${seq} by one who had been told of ${told}`);
  checkCells(replay, observed, tell);
}

function checkAnswered(
  operation: Operation,
  replay: Replay,
  claim: (save: Save, operation: Operation) => void,
  tell: Tell,
): void {
  const { end, changes, pageId, by, key } = operation;
  if (end.kind !== 'answered') return;
  const save = replay.saves.get(saveKey({ pageId, seq: end.seq }));
  const own = save?.by === by ? save : undefined;
  const written: AskedChange[] = [];
  for (const [index, change] of changes.entries()) {
    const outcome = end.outcomes[index];
    if (outcome?.status !== 'applied') continue;
    const held = replay.at(pageId, change.cell, outcome.version);
    if (held.version !== outcome.version || held.value !== change.value) {
      tell('lost', `${key} ${change.cell}: «${change.value}» was acknowledged at ${outcome.version} and is not there`);
      continue;
    }
    // what was already so needed no save
    if (outcome.version !== end.seq || !own?.cells.some((each) => each.cell === change.cell)) continue;
    written.push(change);
    const before = replay.at(pageId, change.cell, end.seq - 1);
    if (before.version !== change.base && before.value !== change.value)
      tell('lost-update', `${key} ${change.cell}: written over ${before.version}, seen was ${change.base}`);
  }
  if (!own || written.length === 0) return;
  claim(own, operation);
  if (own.cells.length !== written.length)
    tell('ghost', `save ${saveKey(own)} holds ${own.cells.length} cells, acknowledged were ${written.length}`);
}

/** Whether a save may be what became of a request without an answer: some of its cells, each from the version that was seen. */
function isOf(save: Save, { pageId, by, changes }: Operation, replay: Replay): boolean {
  if (save.pageId !== pageId || save.by !== by) return false;
  return save.cells.every(({ cell, after }) =>
    changes.some(
      (change) =>
        change.cell === cell && change.value === after && replay.at(pageId, cell, save.seq - 1).version === change.base,
    ),
  );
}

function checkCells(replay: Replay, { cells }: Observed, tell: Tell): void {
  const rows = new Map(cells.map((row) => [inPage(row.pageId, row.cell), row]));
  for (const [name, states] of replay.touched()) {
    const [row, last] = [rows.get(name), states.at(-1)];
    rows.delete(name);
    if (!row || !last || row.version !== last.version || row.value !== last.value)
      tell(
        'cell',
        `${name} holds «${row?.value}» of ${row?.version}, its history ends with «${last?.value}» of ${last?.version}`,
      );
  }
  for (const name of rows.keys()) tell('cell', `${name} has a value and no history`);
}
