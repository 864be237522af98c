import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { benchId } from '@parta/bench/platform/bench-id';
import { names } from '@parta/bench/platform/seed-region';
import type { Answer, buildSender } from '@parta/bench/load/http-sender';
import type { JournalPage } from '@parta/contracts/http/journal/pages';
import { canonicalValue } from '@parta/journal/saves/canonical-value';
import { cellKey } from '@parta/contracts/values/cell';
import type { ChangeOutcome, Operation, OperationEnd, Reading } from '../history.ts';
import { teacherName } from '../platform/seed-pages.ts';
import { type Batch, type Known, randomBatch } from './batches.ts';
import type { Random } from './random.ts';

export interface ClientPlace {
  readonly institution: number;
  readonly page: number;
  readonly teacher: number;
  readonly students: number;
}

interface Dependencies {
  readonly sender: ReturnType<typeof buildSender>;
  readonly token: string;
  readonly random: Random;
  /** Milliseconds between two sends, on average. */
  readonly restMs: number;
}

interface CellsAnswer {
  readonly outcomes: readonly (ChangeOutcome & { readonly current?: unknown })[];
  readonly seq: number;
}

type OperationDraft = Omit<Operation, 'end' | 'answers'> & { end: OperationEnd; answers: string[] };

const PATIENCE_MS = 60_000;
const ABANDONED = 0.02;
const REPEATED = 0.05;
const REPEATED_AT_THE_END = 3;
const REUSED = 0.01;
const READ = 0.05;

/** A teacher who writes almost without rest, repeats what got no answer, sometimes gives up, and notes all that happened. */
export class FaultClient {
  readonly operations: OperationDraft[] = [];
  readonly readings: Reading[] = [];
  readonly #place: ClientPlace;
  readonly #dependencies: Dependencies;
  readonly #by: string;
  readonly #pageId: string;
  readonly #known = new Map<string, Known>();
  readonly #sent: { operation: OperationDraft; body: string }[] = [];
  #told = 0;
  #ended = false;

  constructor(place: ClientPlace, dependencies: Dependencies) {
    this.#place = place;
    this.#dependencies = dependencies;
    this.#by = benchId(`user ${teacherName(place.institution, place.page, place.teacher)}`);
    this.#pageId = benchId(names.page(place.institution, place.page));
  }

  /** Writes until told to stop; then ends what it has begun, and repeats something of it however short the run was. */
  async run(signal: AbortSignal): Promise<void> {
    const { random, restMs } = this.#dependencies;
    signal.addEventListener('abort', () => (this.#ended = true), { once: true });
    while (!signal.aborted) {
      if (random.chance(READ)) await this.#read();
      else if (random.chance(REPEATED)) await this.#repeat();
      else await this.#save();
      if (restMs > 0) await delay(random.below(2 * restMs));
    }
    for (let turn = 0; turn < REPEATED_AT_THE_END; turn++) await this.#repeat();
  }

  async #save(): Promise<void> {
    const { random } = this.#dependencies;
    const batch = randomBatch(this.#place, this.#known, random);
    const earlier = random.chance(REUSED) ? this.#sent.at(-1)?.operation.key : undefined;
    const operation: OperationDraft = {
      ...{ key: earlier ?? randomUUID(), by: this.#by, pageId: this.#pageId, changes: batch.asked },
      ...{ end: { kind: 'unknown' }, answers: [] },
    };
    this.operations.push(operation);
    const body = JSON.stringify({ changes: batch.changes });
    const answer = await this.#persist(() => this.#post(operation.key, body), random.chance(ABANDONED));
    if (!answer) return this.#gaveUp(batch);
    this.#settle(operation, batch, answer);
    if (operation.end.kind !== 'answered') return;
    this.#sent.push({ operation, body });
    if (this.#sent.length > 20) this.#sent.shift();
  }

  #settle(operation: OperationDraft, batch: Batch, { status, body }: Answer): void {
    const text = body.toString();
    if (status !== 200) {
      operation.end = { kind: 'refused', code: (JSON.parse(text) as { code: string }).code };
      return;
    }
    operation.answers.push(text);
    const { outcomes, seq } = JSON.parse(text) as CellsAnswer;
    operation.end = { kind: 'answered', seq, outcomes };
    this.#told = Math.max(this.#told, seq);
    for (const [index, { cell, value }] of batch.asked.entries()) {
      const outcome = outcomes[index];
      if (outcome?.status === 'applied') this.#known.set(cell, { version: outcome.version, value });
      if (outcome?.status === 'conflict')
        this.#known.set(cell, { version: outcome.version, value: canonicalValue(outcome.current) });
    }
  }

  /** The batch may still arrive: what it would write is not asked for again, so that its traces can be told apart. */
  async #gaveUp({ asked }: Batch): Promise<void> {
    for (const { cell, value } of asked) {
      const { version, value: held } = this.#known.get(cell) ?? { version: 0, value: '' };
      this.#known.set(cell, { version, value: held, avoid: value });
    }
    await this.#read();
  }

  /** The same key and body once more: the same answer is due. */
  async #repeat(): Promise<void> {
    const sent = this.#sent.length > 0 ? this.#dependencies.random.pick(this.#sent) : undefined;
    if (!sent) return;
    const answer = await this.#persist(() => this.#post(sent.operation.key, sent.body), false);
    if (answer) sent.operation.answers.push(answer.body.toString());
  }

  async #read(): Promise<void> {
    const told = this.#told;
    const { sender, token } = this.#dependencies;
    const headers = { authorization: `Bearer ${token}` };
    const path = `/api/journal/pages/${this.#pageId}`;
    const answer = await this.#persist(() => sender.send({ path, headers }), false);
    if (answer?.status !== 200) return;
    const page = JSON.parse(answer.body.toString()) as JournalPage;
    this.readings.push({ pageId: this.#pageId, told, seq: page.page.seq });
    const learn = (cell: string, version: number, value: unknown): void => {
      const avoid = this.#known.get(cell)?.avoid;
      this.#known.set(cell, { version, value: canonicalValue(value), ...(avoid !== undefined && { avoid }) });
    };
    for (const each of page.marks) learn(cellKey({ ...each, kind: 'mark' }), each.version, each.mark);
    for (const each of page.attendance) learn(cellKey({ ...each, kind: 'attendance' }), each.version, each.code);
    for (const each of page.results)
      learn(cellKey({ ...each, kind: 'result', periodId: page.periodId }), each.version, each.result);
  }

  #post(key: string, body: string): Promise<Answer> {
    const { sender, token } = this.#dependencies;
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json', 'idempotency-key': key };
    return sender.send({ method: 'POST', path: `/api/journal/pages/${this.#pageId}/changes`, headers, body });
  }

  /** Repeats until an answer comes that decides; undefined when none did, or when the client gives up at the first failure. */
  async #persist(work: () => Promise<Answer>, impatient: boolean): Promise<Answer | undefined> {
    const until = Date.now() + PATIENCE_MS;
    for (let wait = 50; ; wait = Math.min(wait * 2, 1000)) {
      const answer = await work().catch(() => undefined);
      if (answer && !isPassing(answer)) return answer;
      if (impatient || Date.now() > until) return undefined;
      await delay(this.#ended ? 100 : wait);
    }
  }
}

/** An answer that says nothing about the request itself: it may be sent again. */
function isPassing({ status, body }: Answer): boolean {
  if (status >= 500 || status === 429 || status === 408) return true;
  return status === 409 && body.includes('in-progress');
}
