import { setTimeout as delay } from 'node:timers/promises';
import type { Connections } from './connections.ts';
import type { Target } from './target.ts';
import { type State, unknown, type Verdict } from './verdict.ts';

/** One thing that is looked at: facts are gathered, then judged without any further asking. */
export interface Check {
  readonly name: string;
  /** In the operators' language. */
  readonly title: string;
  /** The alert whose runbook helps. */
  readonly runbook: string;
  readonly look: (surroundings: Surroundings) => Promise<readonly Verdict[]>;
}

export interface Surroundings {
  readonly target: Target;
  readonly connections: Connections;
}

interface Definition<Facts> {
  readonly name: string;
  readonly title: string;
  readonly runbook: string;
  /** Undefined = this target has nothing of the kind. */
  readonly gather: (surroundings: Surroundings) => Promise<Facts | undefined>;
  readonly judge: (facts: Facts) => readonly Verdict[];
}

export function check<Facts>({ gather, judge, ...rest }: Definition<Facts>): Check {
  return {
    ...rest,
    look: async (surroundings) => {
      const facts = await gather(surroundings);
      return facts === undefined ? [] : judge(facts);
    },
  };
}

export interface Finding extends Verdict {
  readonly check: string;
  readonly title: string;
  /** Path of the runbook; of what is fine there is none. */
  readonly runbook?: string;
}

const PATIENCE_MS = 60_000;
/** A full reading of a region's history takes long. */
const FULL_PATIENCE_MS = 6 * 3_600_000;

/** Looks at everything at the same time; a check that fails hides no other. */
export async function examine(checks: readonly Check[], surroundings: Surroundings): Promise<readonly Finding[]> {
  const patience = surroundings.target.full ? FULL_PATIENCE_MS : PATIENCE_MS;
  const found = await Promise.all(
    checks.map(async (each) => {
      const late = delay(patience, [unknown('нет ответа')], { ref: false });
      const verdicts = await Promise.race([each.look(surroundings), late]).catch((error: unknown) => [
        unknown(`не удалось посмотреть: ${nameOf(error)}`),
      ]);
      return verdicts.map((verdict) => findingOf(each, verdict));
    }),
  );
  return found.flat();
}

const findingOf = ({ name, title, runbook }: Check, verdict: Verdict): Finding => ({
  check: name,
  title,
  ...verdict,
  ...(verdict.state !== 'fine' && { runbook: `infra/observability/runbooks/${runbook}.md` }),
});

/** The message of a database's error may quote a row. */
export function nameOf(error: unknown): string {
  if (!(error instanceof Error)) return 'причина неизвестна';
  const code = 'code' in error && typeof error.code === 'string' ? ` ${error.code}` : '';
  return `${error.name}${code}`;
}

const order: readonly State[] = ['fine', 'unknown', 'warning', 'wrong'];

export const worstOf = (findings: readonly Verdict[]): State =>
  findings.reduce<State>((worst, { state }) => (order.indexOf(state) > order.indexOf(worst) ? state : worst), 'fine');
