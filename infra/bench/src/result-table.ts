/** One measured figure and what it should not exceed; a goal of null = told for information. */
export interface Figure {
  readonly page: string;
  readonly what: string;
  readonly unit: 'ms' | 'KB' | '';
  readonly goal: number | null;
  readonly value: number;
}

/** A figure that could not be measured is neither. */
export type Verdict = 'ok' | 'over' | 'none' | '';

export function verdictOf({ goal, value }: Figure): Verdict {
  if (Number.isNaN(value)) return 'none';
  if (goal === null) return '';
  return value <= goal ? 'ok' : 'over';
}

/** Figures as lines of text with columns of one width: page, what, goal, value, ok or over. */
export function resultTable(figures: readonly Figure[]): readonly string[] {
  const head = ['page', 'figure', 'goal', 'value', ''];
  const rows = figures.map((figure) => [
    figure.page,
    figure.what,
    figure.goal === null ? '' : `≤ ${textOf(figure.goal, figure.unit)}`,
    textOf(figure.value, figure.unit),
    verdictOf(figure),
  ]);
  const widths = head.map((name, index) => Math.max(name.length, ...rows.map((row) => row[index]?.length ?? 0)));
  const isNumber = (index: number): boolean => index === 2 || index === 3;
  return [head, ...rows].map((row) =>
    row
      .map((text, index) => (isNumber(index) ? text.padStart(widths[index] ?? 0) : text.padEnd(widths[index] ?? 0)))
      .join('  ')
      .trimEnd(),
  );
}

/** Whole milliseconds above ten; shares and small figures with the digits that matter. */
function textOf(value: number, unit: Figure['unit']): string {
  if (Number.isNaN(value)) return '–';
  const digits = unit === '' ? 3 : value < 100 && !Number.isInteger(value) ? 1 : 0;
  return [value.toFixed(digits), unit].filter(Boolean).join(' ');
}
