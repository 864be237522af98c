import { setTimeout as delay } from 'node:timers/promises';
import { buildHttpApp, listen, stopListening } from '@parta/chassis/http/server';
import { buildLog, type Log } from '@parta/chassis/log';
import { buildMetrics, type Metrics } from '@parta/chassis/metrics';
import { examine, type Finding, nameOf } from './check.ts';
import { checks } from './checks.ts';
import { certificateCheck } from './checks/surroundings.ts';
import { Connections } from './connections.ts';
import type { DoctorConfig } from './doctor-config.ts';
import { nextRound } from './next-round.ts';
import { figures, levelsOf, secondsOf } from './report.ts';
import type { Target } from './target.ts';
import type { State } from './verdict.ts';

/** The address that browsers see is outside, where nothing of the inside reaches: its certificate is for others to watch. */
const checksInside = checks.filter((check) => check !== certificateCheck);

interface Round {
  readonly findings: readonly Finding[];
  /** When it ended, in milliseconds. */
  readonly at: number;
}

export interface RunningRounds extends AsyncDisposable {
  readonly url: string;
}

/** Looks at once and then each night, tells each finding to the log and the last round to whoever reads `/metrics`. */
export async function startRounds(
  config: Pick<DoctorConfig, 'HOST' | 'PORT' | 'LOG_LEVEL' | 'DOCTOR_HOUR'>,
  target: () => Promise<Target>,
): Promise<RunningRounds> {
  const log = buildLog('doctor', config.LOG_LEVEL);
  const metrics = buildMetrics('doctor');
  let last: Round | undefined;
  tellRound(metrics, () => last);
  const app = buildHttpApp({ service: 'doctor', log, metrics, notReady: () => [], routes: () => undefined });
  const listening = await listen(app, config.HOST, config.PORT);
  const stopping = new AbortController();
  const round = async (): Promise<void> => {
    const findings = await findingsOf(await target());
    last = { findings, at: Date.now() };
    for (const finding of findings) logFinding(log, finding);
  };
  void keepLooking({ round, hour: config.DOCTOR_HOUR, log, stopping: stopping.signal });
  log.info({ port: listening.port }, 'ready');
  return {
    url: listening.url,
    [Symbol.asyncDispose]: async () => {
      // a round that is under way is left where it stands: it changes nothing
      stopping.abort();
      await stopListening(listening);
    },
  };
}

async function findingsOf(target: Target): Promise<readonly Finding[]> {
  await using connections = new Connections(target.services);
  // awaited here: the connections close as soon as this returns
  return await examine(checksInside, { target, connections });
}

interface Looking {
  readonly round: () => Promise<void>;
  readonly hour: number;
  readonly log: Log;
  readonly stopping: AbortSignal;
}

async function keepLooking({ round, hour, log, stopping }: Looking): Promise<void> {
  while (!stopping.aborted) {
    const startedAt = new Date();
    await round().catch((error: unknown) => log.error({ reason: nameOf(error) }, 'the round failed'));
    const wait = nextRound(startedAt, hour).getTime() - Date.now();
    await delay(Math.max(wait, 0), undefined, { signal: stopping }).catch(() => undefined);
  }
}

const loud: Readonly<Record<State, 'info' | 'warn' | 'error'>> = {
  ...{ fine: 'info', warning: 'warn', unknown: 'warn', wrong: 'error' },
};

const logFinding = (log: Log, { check, state, what, next }: Finding): void =>
  log[loud[state]]({ check, state, what, ...(next !== undefined && { next }) }, 'found');

/** Until the first round has ended there is nothing to tell. */
function tellRound(metrics: Metrics, last: () => Round | undefined): void {
  const { state, lastRun } = figures;
  metrics.gauge(state.name, state.help, () => levelsOf(last()?.findings ?? []), ['check']);
  metrics.gauge(lastRun.name, lastRun.help, () => {
    const round = last();
    return round && secondsOf(round.at);
  });
}
