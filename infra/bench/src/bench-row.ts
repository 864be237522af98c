/** One line of the result. A ratio is ours to the peer's, both from the same run. */
export interface BenchRow {
  readonly row: string;
  readonly unit: string;
  readonly value: number;
  readonly peer?: { readonly name: string; readonly value: number };
  /** Of the ratio where there is a peer, else of the value. */
  readonly goal?: { readonly atLeast: number } | { readonly atMost: number };
  /** Whatever else was seen: percentiles, CPU milliseconds a request of every process. */
  readonly details?: Readonly<Record<string, number | string>>;
}

export type Verdict = 'ok' | 'short' | '';

export const ratioOf = ({ value, peer }: BenchRow): number | undefined => peer && value / peer.value;

export function verdictOfRow(row: BenchRow): Verdict {
  if (!row.goal) return '';
  const judged = ratioOf(row) ?? row.value;
  return ('atLeast' in row.goal ? judged >= row.goal.atLeast : judged <= row.goal.atMost) ? 'ok' : 'short';
}

const number = (value: number): string => (value >= 100 ? value.toFixed(0) : value.toPrecision(3));

/** The rows as a Markdown table. */
export function markdownOf(rows: readonly BenchRow[]): readonly string[] {
  const cells = rows.map((row) => {
    const ratio = ratioOf(row);
    const goal = row.goal && ('atLeast' in row.goal ? `≥ ${row.goal.atLeast}` : `≤ ${row.goal.atMost}`);
    return [
      row.row,
      ratio === undefined ? '' : ratio.toFixed(2),
      `${number(row.value)} ${row.unit}`.trim(),
      row.peer ? `${row.peer.name}: ${number(row.peer.value)} ${row.unit}`.trim() : '',
      goal ?? '',
      verdictOfRow(row),
    ];
  });
  return [
    '| row | ratio | measured | peer | goal | |',
    '|---|---|---|---|---|---|',
    ...cells.map((each) => `| ${each.join(' | ')} |`),
  ];
}

/** CPU of every process for one request, in milliseconds with two digits. */
export const cpuEach = (cpu: Readonly<Record<string, number>>, requests: number): Record<string, number> =>
  Object.fromEntries(
    Object.entries(cpu)
      .filter(([, ms]) => ms > 0)
      .map(([name, ms]) => [`cpu ms ${name}`, Math.round((ms / requests) * 100) / 100]),
  );
