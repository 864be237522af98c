import type { Alert, Severity } from './alert.ts';
import { type Objective, objectives } from './objectives.ts';

/** Rules are of two kinds; these make a figure that others use. */
export interface Recording {
  readonly record: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly expr: string;
}

interface Burn {
  readonly severity: Severity;
  readonly short: string;
  readonly long: string;
  /** How many times faster than the 30 days allow. */
  readonly factor: number;
  readonly lasting: string;
}

/** 14.4 spends 2 % of the month's budget in an hour, 6 spends 5 % in six; the short window ends the alert soon after the cause. */
const burns: readonly Burn[] = [
  { severity: 'page', short: '5m', long: '1h', factor: 14.4, lasting: '2m' },
  { severity: 'ticket', short: '30m', long: '6h', factor: 6, lasting: '15m' },
];
/** At night one slow answer of three would be a third of all. */
const FEWEST_REQUESTS = 50;

const ratioOver = (window: string): string => `parta_slo:error_ratio:rate${window}`;
const countOver = (window: string): string => `parta_slo:requests:increase${window}`;

export const recordings: readonly Recording[] = objectives.flatMap(({ slo, bad, all }) =>
  burns.flatMap(({ short, long }) => [
    ...[short, long].map((window) => ({
      record: ratioOver(window),
      labels: { slo },
      expr: `(${bad(window)}) / ${all(window)}`,
    })),
    { record: countOver(long), labels: { slo }, expr: `${all(long)} * ${seconds(long)}` },
  ]),
);

export const budgetAlerts: readonly Alert[] = objectives.flatMap((objective) =>
  burns.map((burn) => alertOf(objective, burn)),
);

function alertOf({ slo, alert, target, promise }: Objective, { severity, short, long, factor, lasting }: Burn): Alert {
  // above a half of all every promise is broken, however loose it is
  const limit = Math.min(0.5, Number((factor * (1 - target)).toFixed(6)));
  const over = (window: string): string => `${ratioOver(window)}{slo="${slo}"} > ${limit}`;
  return {
    name: alert,
    severity,
    expr: `${over(long)}\nand ${over(short)}\nand on (slo) ${countOver(long)} > ${FEWEST_REQUESTS}`,
    lasting,
    summary: `Обещание нарушается: ${promise}`,
    description: `За ${long} нарушено {{ $value | humanizePercentage }} запросов: месячный запас тратится в ${factor} раза быстрее допустимого.`,
  };
}

function seconds(window: string): number {
  return Number.parseInt(window, 10) * (window.endsWith('h') ? 3600 : 60);
}
