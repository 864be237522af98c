import type { AnswerOf } from '../../../api/operations.ts';
import { ApiProblem, isPassing } from '../../../api/api-problem.ts';
import type { JournalAction } from '../model/journal-state.ts';
import type { NewWork, Work } from '../model/page-model.ts';
import type { SealedBatch, Unsent } from '../model/unsent.ts';

/** What the sender needs of the world; tests give their own. */
export interface SenderPorts {
  unsent(): Unsent;
  apply(action: JournalAction): void;
  /** Resolves when what `unsent` says now is safe on the disk. */
  persist(): Promise<void>;
  addWork(work: NewWork): Promise<Work>;
  sendBatch(batch: SealedBatch): Promise<AnswerOf<'journal.changeCells'>>;
  newId(): string;
  /** Resolves after so many milliseconds, or earlier when the network comes back. */
  pause(milliseconds: number): Promise<void>;
}

const batchLimit = 200;
const gatherMilliseconds = 250;
const firstRetryMilliseconds = 1_000;
const lastRetryMilliseconds = 30_000;

type Outcome = 'went' | 'nothing' | 'away' | 'stopped';

/** Sends what is unsent, one batch at a time, until nothing is left or it may not go on. */
export interface Sender {
  /** Something has been written: send soon. */
  wake(): void;
  /** Resolves when the sender rests. */
  idle(): Promise<void>;
  stop(): void;
}

export function createSender(ports: SenderPorts): Sender {
  let running: Promise<void> | undefined;
  let stopped = false;

  async function run(): Promise<void> {
    let failures = 0;
    await ports.pause(gatherMilliseconds);
    while (!stopped) {
      const outcome = await step(ports);
      ports.apply({ type: 'away', away: outcome === 'away' });
      if (outcome === 'nothing' || outcome === 'stopped') return;
      if (outcome === 'away') await ports.pause(retryAfter(failures++));
      else failures = 0;
    }
  }

  return {
    wake() {
      running ??= run().finally(() => {
        running = undefined;
      });
    },
    idle: () => running ?? Promise.resolve(),
    stop() {
      stopped = true;
    },
  };
}

const retryAfter = (failures: number): number =>
  Math.min(lastRetryMilliseconds, firstRetryMilliseconds * 2 ** failures);

/** Sends one thing: a work that marks wait for, else a batch. */
async function step(ports: SenderPorts): Promise<Outcome> {
  const sealed = ports.unsent().sealed;
  const work = sealed ? undefined : ports.unsent().works[0];
  if (work) return sendWork(ports, work);
  ports.apply({ type: 'seal', id: ports.newId(), limit: batchLimit });
  const batch = ports.unsent().sealed;
  if (!batch) return 'nothing';
  // on the disk before on the wire: after a crash the very same batch goes again, and the key makes it count once
  await ports.persist();
  return sendBatch(ports, batch);
}

async function sendWork(ports: SenderPorts, work: NewWork): Promise<Outcome> {
  await ports.persist();
  try {
    ports.apply({ type: 'work-made', work: await ports.addWork(work) });
    await ports.persist();
    return 'went';
  } catch (error) {
    return afterFailure(ports, error, (code) => ports.apply({ type: 'refuse-work', workId: work.id, code }));
  }
}

async function sendBatch(ports: SenderPorts, batch: SealedBatch): Promise<Outcome> {
  try {
    ports.apply({ type: 'answer', answer: await ports.sendBatch(batch) });
    await ports.persist();
    return 'went';
  } catch (error) {
    return afterFailure(ports, error, (code) => ports.apply({ type: 'refuse-batch', code }));
  }
}

async function afterFailure(ports: SenderPorts, error: unknown, refuse: (code: string) => void): Promise<Outcome> {
  if (isPassing(error)) return 'away';
  if (!(error instanceof ApiProblem)) throw error;
  // the session has ended: everything stays here until the person has signed in again
  if (error.status === 401) return 'stopped';
  if (error.code === 'permission-missing' || error.code === 'page-not-found') {
    ports.apply({ type: 'stop', reason: error.code });
    return 'stopped';
  }
  refuse(error.code);
  await ports.persist();
  return 'went';
}
