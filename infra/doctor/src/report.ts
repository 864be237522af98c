import { type Finding, worstOf } from './check.ts';
import type { State } from './verdict.ts';

const signs: Readonly<Record<State, string>> = { fine: '✓', warning: '!', wrong: '✗', unknown: '!' };

/** A line for each finding; under what is ill the next step and where it is explained. */
export function linesOf(findings: readonly Finding[]): readonly string[] {
  const lines = findings.flatMap(({ state, title, what, next, runbook }) => [
    `${signs[state]} ${title}: ${what}`,
    ...(next === undefined ? [] : [`    дальше: ${next}`]),
    ...(runbook === undefined ? [] : [`    инструкция: ${runbook}`]),
  ]);
  return [...lines, '', summaryOf(findings)];
}

function summaryOf(findings: readonly Finding[]): string {
  const count = (...states: readonly State[]): number => findings.filter(({ state }) => states.includes(state)).length;
  return `Неисправностей: ${count('wrong')}, внимание: ${count('warning', 'unknown')}, в порядке: ${count('fine')}`;
}

const levels: Readonly<Record<State, number>> = { unknown: -1, fine: 0, warning: 1, wrong: 2 };

/** What Prometheus is told. */
export const figures = {
  state: {
    name: 'parta_doctor_state',
    help: 'What npm run doctor found: 0 fine, 1 warning, 2 wrong, -1 could not look',
  },
  lastRun: { name: 'parta_doctor_last_run_seconds', help: 'When it looked last, in seconds since 1970' },
} as const;

/** The worst that each check found. */
export const levelsOf = (findings: readonly Finding[]) =>
  [...Map.groupBy(findings, ({ check }) => check)].map(([check, of]) => ({
    labels: { check },
    value: levels[worstOf(of)],
  }));

export const secondsOf = (at: number): number => Math.floor(at / 1000);

/** The same for Prometheus, by node_exporter's textfile collector. `at` in milliseconds. */
export function textfileOf(findings: readonly Finding[], at: number): string {
  const { state, lastRun } = figures;
  return [
    `# HELP ${state.name} ${state.help}`,
    `# TYPE ${state.name} gauge`,
    ...levelsOf(findings).map(({ labels, value }) => `${state.name}{check="${labels.check}"} ${value}`),
    `# HELP ${lastRun.name} ${lastRun.help}`,
    `# TYPE ${lastRun.name} gauge`,
    `${lastRun.name} ${secondsOf(at)}`,
    '',
  ].join('\n');
}
