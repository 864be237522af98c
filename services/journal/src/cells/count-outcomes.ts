import type { Metrics } from '@parta/chassis/metrics';
import type { ChangeCells } from './change-cells.ts';

/** Counts what became of the cells that were sent: applied, in conflict with another's, or refused by a rule. */
export function countOutcomes(changeCells: ChangeCells, metrics: Metrics): ChangeCells {
  const cells = metrics.counter('journal_cells_total', 'Cells that were sent, by what became of them', [
    'kind',
    'outcome',
  ]);
  return async (actor, request) => {
    const answer = await changeCells(actor, request);
    for (const [index, { status }] of answer.outcomes.entries())
      cells.inc({ kind: request.changes[index]?.kind ?? 'none', outcome: status });
    return answer;
  };
}
