import { setTimeout as delay } from 'node:timers/promises';
import { buildSender } from '@parta/bench/load/http-sender';
import { names } from '@parta/bench/platform/seed-region';
import { whenArrived } from '@parta/bench/platform/when-arrived';
import { checkHistory } from './check/check-history.ts';
import type { Violation } from './check/violation.ts';
import { acknowledged, type History } from './history.ts';
import { FaultClient } from './load/fault-client.ts';
import { type Random, seededRandom } from './load/random.ts';
import { runNemesis, type Suffered } from './nemesis/nemesis.ts';
import type { Observed } from './observed.ts';
import type { FaultPlatform } from './platform/fault-platform.ts';
import { observe } from './platform/observe.ts';
import { type Region, teacherName, TEACHERS_A_PAGE } from './platform/seed-pages.ts';

export interface Run {
  readonly region: Region & {
    /** The first institution that is written on; the ones before belong to earlier runs. */
    readonly from?: number;
  };
  readonly seed: number;
  /** Ends when it is over, or when so many changes are acknowledged, whichever comes later. */
  readonly seconds: number;
  readonly changes?: number;
  readonly faults: boolean;
  /** Milliseconds that a client rests between two sends, on average: who shares its cores with others leaves them some. None unless told. */
  readonly restMs?: number;
  readonly tell?: (line: string) => void;
}

export interface Outcome {
  readonly acknowledged: number;
  readonly operations: number;
  readonly unknown: number;
  readonly refused: number;
  readonly conflicts: number;
  readonly saves: number;
  readonly suffered: readonly Suffered[];
  /** Seconds from the end of the load until everything had arrived. */
  readonly settledIn: number;
  readonly violations: readonly Violation[];
}

/** Clients write while the platform is disturbed; then all is healed, everything arrives, and the whole history is checked. */
export async function runFaults(platform: FaultPlatform, run: Run): Promise<Outcome> {
  const { region, seed, seconds, changes = 0, restMs = 0, tell = () => undefined } = run;
  const sender = buildSender(platform.url, 10_000);
  const clients = placesOf(region).map(
    (place, index) =>
      new FaultClient(place, {
        sender,
        token: tokenOf(platform, place),
        random: seededRandom(seed + 1 + index),
        restMs,
      }),
  );
  const history = (): History => ({
    operations: clients.flatMap((client) => client.operations),
    readings: clients.flatMap((client) => client.readings),
  });
  const stopping = new AbortController();
  const [suffered, poison]: [Suffered[], Set<string>] = [[], new Set()];
  const random: Random = seededRandom(seed);
  const disturbing = run.faults
    ? runNemesis({ platform, random, poison }, stopping.signal, (what) => void suffered.push(what))
    : Promise.resolve();
  const writing = clients.map((client) => client.run(stopping.signal));
  const startedAt = Date.now();
  const isOver = (): boolean => Date.now() - startedAt >= seconds * 1000 && acknowledged(history()) >= changes;
  try {
    for (let turn = 1; !isOver(); turn++) {
      await Promise.race([delay(1000), disturbing.then(() => delay(1000))]);
      if (turn % 15 === 0)
        tell(`${turn} s: ${acknowledged(history())} changes acknowledged, ${suffered.length} disturbances`);
    }
  } finally {
    // also when the disturbing itself has failed: nobody writes on
    stopping.abort();
    await Promise.allSettled(writing);
    sender.close();
  }
  await Promise.all([...writing, disturbing]);
  const settling = performance.now();
  await whenArrived(platform);
  const settledIn = (performance.now() - settling) / 1000;
  const observed = await observe((service) => platform.platform.databaseUrl(service, 'owner'), { ...region, poison });
  return outcomeOf(history(), observed, { suffered, settledIn });
}

function outcomeOf(history: History, observed: Observed, rest: Pick<Outcome, 'suffered' | 'settledIn'>): Outcome {
  const ends = history.operations.map((each) => each.end);
  const outcomes = ends.flatMap((end) => (end.kind === 'answered' ? end.outcomes : []));
  return {
    ...rest,
    acknowledged: acknowledged(history),
    operations: history.operations.length,
    unknown: ends.filter((end) => end.kind === 'unknown').length,
    refused: ends.filter((end) => end.kind === 'refused').length,
    conflicts: outcomes.filter((each) => each.status === 'conflict').length,
    saves: observed.saves.length,
    violations: checkHistory(history, observed),
  };
}

const placesOf = ({ from = 0, institutions, pages, students }: Run['region']) =>
  Array.from({ length: institutions - from }, (_, index) => from + index).flatMap((institution) =>
    Array.from({ length: pages * TEACHERS_A_PAGE }, (_, index) => ({
      ...{ institution, page: index % pages, teacher: Math.floor(index / pages), students },
    })),
  );

const tokenOf = (
  { token }: FaultPlatform,
  { institution, page, teacher }: { institution: number; page: number; teacher: number },
): string =>
  token({
    person: teacherName(institution, page, teacher),
    institution: names.institution(institution),
    role: 'teacher',
  });
