import { type CalendarDate, covers, type Interval } from '@parta/contracts/values/calendar-date';

export type OrderKind = 'enrolment' | 'transfer' | 'expulsion' | 'graduation';
export type Refusal = 'class-required' | 'date-invalid' | 'interval-overlap' | 'not-enrolled';

export interface Membership extends Interval {
  readonly id: string;
  readonly classId: string;
}

/** A student as an order sees them, locked. */
export interface StudentFile {
  readonly birthDate: CalendarDate | null;
  readonly memberships: readonly Membership[];
}

export interface MovementLine {
  readonly lineId: string;
  readonly studentId: string;
  readonly toClassId: string | null;
  /** The first day in the new class, or the first day out. */
  readonly effectiveFrom: CalendarDate;
}

export interface Movement {
  readonly fromClassId: string | null;
  readonly toClassId: string | null;
  /** All memberships afterwards; never two on one day. */
  readonly memberships: readonly Membership[];
}

export type Decision = { readonly refused: Refusal } | Movement;

interface Decided {
  readonly kind: OrderKind;
  readonly line: MovementLine;
  /** For the membership that the line opens. */
  readonly newId: string;
}

/** What one line of an order makes of a student's memberships. Pure. */
export function decideMovement(student: StudentFile, { kind, line, newId }: Decided): Decision {
  const { toClassId, effectiveFrom } = line;
  const entering = kind === 'enrolment' || kind === 'transfer';
  if (entering && toClassId === null) return { refused: 'class-required' };
  if (student.birthDate !== null && effectiveFrom < student.birthDate) return { refused: 'date-invalid' };

  const opened =
    entering && toClassId !== null ? [{ id: newId, classId: toClassId, from: effectiveFrom, to: null }] : [];
  if (kind === 'enrolment') {
    const overlaps = student.memberships.some(({ to }) => to === null || to > effectiveFrom);
    if (overlaps) return { refused: 'interval-overlap' };
    return { fromClassId: null, toClassId, memberships: [...student.memberships, ...opened] };
  }

  const current = student.memberships.find((membership) => covers(membership, effectiveFrom));
  // who begins on that very day was not in the class the day before: an interval never becomes empty
  if (!current || current.from === effectiveFrom) return { refused: 'not-enrolled' };
  // an end is written already: that order would have to be annulled first
  if (current.to !== null || (entering && current.classId === toClassId)) return { refused: 'interval-overlap' };
  const kept = student.memberships.map((one) => (one.id === current.id ? { ...one, to: effectiveFrom } : one));
  return { fromClassId: current.classId, toClassId: entering ? toClassId : null, memberships: [...kept, ...opened] };
}

interface Order<Line extends MovementLine> {
  readonly kind: OrderKind;
  readonly lines: readonly Line[];
}

export interface DecidedOrder<Line extends MovementLine> {
  readonly steps: readonly { readonly line: Line; readonly movement: Movement }[];
  readonly refused: readonly { readonly line: Line; readonly code: Refusal }[];
  /** Memberships of every student of the order afterwards; one that the order opens has its line's id. */
  readonly after: ReadonlyMap<string, readonly Membership[]>;
}

/** Decides the lines one after another, each on what the lines before it left. Pure. */
export function decideOrder<Line extends MovementLine>(
  students: ReadonlyMap<string, StudentFile>,
  { kind, lines }: Order<Line>,
): DecidedOrder<Line> {
  const after = new Map([...students].map(([id, student]) => [id, student.memberships]));
  const steps: { line: Line; movement: Movement }[] = [];
  const refused: { line: Line; code: Refusal }[] = [];
  for (const line of lines) {
    const student = {
      birthDate: students.get(line.studentId)?.birthDate ?? null,
      memberships: after.get(line.studentId) ?? [],
    };
    // a membership has the id of the line that opens it
    const decision = decideMovement(student, { kind, line, newId: line.lineId });
    if ('refused' in decision) {
      refused.push({ line, code: decision.refused });
      continue;
    }
    after.set(line.studentId, decision.memberships);
    steps.push({ line, movement: decision });
  }
  return { steps, refused, after };
}
