import { ApiProblem, ServerAway } from '../api/api-problem.ts';
import { t } from '../i18n.ts';

export interface ProblemText {
  readonly sentence: string;
  readonly correlationId: string | undefined;
}

/**
 * One plain sentence for a failure. A page's own namespace is asked first (`<namespace>:problems.<code>`),
 * then the shell's; a code without words gets the general sentence.
 */
export function problemText(error: unknown, namespace = 'shell'): ProblemText {
  const code = codeOf(error);
  const keys = [`${namespace}:problems.${code}`, `shell:problems.${code}`, 'shell:problems.unknown'];
  const correlationId = error instanceof ApiProblem || error instanceof ServerAway ? error.correlationId : undefined;
  const values = error instanceof ApiProblem ? error.details : {};
  return { sentence: t(keys, values), correlationId };
}

/** The page's own code or style did not come: browsers say so in words of their own, Vite in one of its own. */
export const isUnloaded = (error: unknown): boolean =>
  error instanceof Error && /import(ed|ing).*module|^Unable to preload CSS/i.test(error.message);

function codeOf(error: unknown): string {
  if (error instanceof ServerAway || isUnloaded(error)) return 'server-away';
  return error instanceof ApiProblem ? error.code : 'unknown';
}
