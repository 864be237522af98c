import type { InTenant } from '@parta/chassis/db/tenant';
import type { ImportPlan } from '../fet/import-plan.ts';
import { type Counts, type Kind, kinds, type Stage, stages, type ToldProblem, updateImport } from './import-store.ts';
import { problemMessage, type TakeoverProblem } from './problem-message.ts';

/** What an import has done so far; every stage shows it. */
export interface ImportProgress {
  count(kind: Kind, created: number): void;
  tell(problem: TakeoverProblem): void;
  /** @throws Error when the service stops: the stages behind stay, a repetition goes on from here */
  enter(stage: Stage): Promise<void>;
  report(): { readonly counts: Counts; readonly problems: ToldProblem[] };
}

interface ProgressDependencies {
  readonly inTenant: InTenant;
  readonly institutionId: string;
  readonly importId: string;
  readonly stopping: AbortSignal;
}

export function startProgress(
  plan: ImportPlan,
  { inTenant, institutionId, importId, stopping }: ProgressDependencies,
): ImportProgress {
  const problems: TakeoverProblem[] = [...plan.problems];
  const created: Partial<Record<Kind, number>> = {};
  const report = () => ({
    counts: Object.fromEntries(
      kinds.map((kind) => {
        const found = plan[kind].length;
        const made = created[kind];
        return [kind, { found, created: made ?? 0, kept: made === undefined ? 0 : found - made }];
      }),
    ) as Counts,
    problems: problems
      .toSorted((one, other) => one.line - other.line)
      .map((problem) => ({
        line: problem.line,
        element: problem.element,
        name: problem.name,
        code: problem.code,
        message: problemMessage(problem),
      })),
  });
  return {
    count: (kind, made) => void (created[kind] = made),
    tell: (problem) => void problems.push(problem),
    async enter(stage) {
      stopping.throwIfAborted();
      const progress = stages.indexOf(stage) / (stages.length - 1);
      await inTenant({ institutionId }, (trx) => updateImport(trx, importId, { stage, progress, ...report() }));
    },
    report,
  };
}
