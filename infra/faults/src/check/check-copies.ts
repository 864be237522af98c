import type { CellRow, Observed, StandingRow } from '../observed.ts';
import type { Tell } from './violation.ts';

const partsOf = (cell: string): { kind: string; target: string; student: string } => {
  const [kind = '', target = '', student = ''] = cell.split('/');
  return { kind, target, student };
};

/** Inboxes, the copy for reports and the kept sums say what the journal says, no more and no less. Pure. [JRN-5, NTF-2, RPT-3] */
export function checkCopies(observed: Observed, tell: Tell): void {
  checkInbox(observed, tell);
  checkReport(observed, tell);
  checkStandings(observed, tell);
  for (const reason of observed.deadLetters) tell('dead-letter', reason);
}

function checkInbox({ saves, inbox, recipients }: Observed, tell: Tell): void {
  const due = new Map<string, number>();
  const count = (
    line: { userId: string; institutionId: string; cell: string; before: string; after: string; at: number },
    by: number,
  ): void => {
    const key = [line.userId, line.institutionId, line.cell, line.before, line.after, line.at].join('|');
    due.set(key, (due.get(key) ?? 0) + by);
  };
  for (const { institutionId, at, cells } of saves) {
    for (const cell of cells)
      for (const userId of recipients.get(partsOf(cell.cell).student) ?? [])
        count({ userId, institutionId, at, ...cell }, 1);
  }
  const expected = new Set(due.keys());
  for (const line of inbox) count(line, -1);
  for (const [line, left] of due) {
    if (left > 0) tell('not-told', line);
    if (left < 0) tell(expected.has(line) ? 'told-twice' : 'wrongly-told', line);
  }
}

function checkReport({ cells, report }: Observed, tell: Tell): void {
  const key = ({ institutionId, pageId, cell }: CellRow): string => `${institutionId}/${pageId}/${cell}`;
  const copies = new Map(report.map((row) => [key(row), row]));
  for (const cell of cells) {
    const copy = copies.get(key(cell));
    copies.delete(key(cell));
    if (copy?.version !== cell.version || copy.value !== cell.value)
      tell(
        'report',
        `${key(cell)} is «${copy?.value}» of ${copy?.version}, the journal has «${cell.value}» of ${cell.version}`,
      );
  }
  for (const name of copies.keys()) tell('report', `${name} is not in the journal`);
}

function checkStandings({ cells, standings, weights }: Observed, tell: Tell): void {
  const sums = new Map<string, StandingRow>();
  for (const { pageId, cell, value } of cells) {
    const { kind, target, student } = partsOf(cell);
    const key = `${pageId}/${student}`;
    const was = sums.get(key) ?? { pageId, studentId: student, sum: 0, weight: 0, marks: 0, absences: 0 };
    const grade = /^kind=grade,value=(\d)$/.exec(value)?.[1];
    const weight = weights.get(target) ?? 0;
    if (kind === 'mark' && grade !== undefined && weight > 0)
      sums.set(key, {
        ...was,
        sum: was.sum + Number(grade) * weight,
        weight: was.weight + weight,
        marks: was.marks + 1,
      });
    else if (kind === 'attendance' && value !== '' && value !== 'late')
      sums.set(key, { ...was, absences: was.absences + 1 });
    else sums.set(key, was);
  }
  const text = ({ sum, weight, marks, absences }: StandingRow): string => [sum, weight, marks, absences].join(', ');
  for (const row of standings) {
    const key = `${row.pageId}/${row.studentId}`;
    const due = sums.get(key) ?? { ...row, sum: 0, weight: 0, marks: 0, absences: 0 };
    sums.delete(key);
    if (text(row) !== text(due)) tell('standing', `${key} is ${text(row)}, its cells say ${text(due)}`);
  }
  for (const [key, due] of sums)
    if (text(due) !== '0, 0, 0, 0') tell('standing', `${key} is not there, its cells say ${text(due)}`);
}
