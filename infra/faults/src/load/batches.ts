import { benchId } from '@parta/bench/platform/bench-id';
import { names } from '@parta/bench/platform/seed-region';
import { type CellChange, cellKey } from '@parta/contracts/values/cell';
import { canonicalValue } from '@parta/journal/saves/canonical-value';
import type { AskedChange } from '../history.ts';
import { LESSONS, periodId } from '../platform/seed-pages.ts';
import type { Random } from './random.ts';

/** A cell as a client knows it. */
export interface Known {
  readonly version: number;
  readonly value: string;
  /** What an abandoned batch of this client may still write here. */
  readonly avoid?: string;
}

export interface Batch {
  readonly changes: readonly CellChange[];
  readonly asked: readonly AskedChange[];
}

interface Place {
  readonly institution: number;
  readonly page: number;
  readonly students: number;
}

const grades = [2, 3, 4, 5].map((value) => ({ kind: 'grade' as const, value }));
const codes = ['absent', 'ill', 'excused', 'late', null] as const;

/** A column of marks, an attendance list or results of the period, or a part of one, with values that the cells do not hold. */
export function randomBatch(place: Place, known: ReadonlyMap<string, Known>, random: Random): Batch {
  const students = randomStudents(place.students, random).map((each) =>
    benchId(names.student(place.institution, each)),
  );
  const lesson = random.below(LESSONS);
  const make = shape(place, lesson, random);
  const changes = students.map((studentId) => {
    for (;;) {
      const change = make(studentId);
      const cell = known.get(cellKey(change));
      const value = valueOf(change);
      if (value === (cell?.value ?? '') || value === cell?.avoid) continue;
      return { ...change, baseVersion: cell?.version ?? 0 };
    }
  });
  return { changes, asked: changes.map(askedOf) };
}

export const askedOf = (change: CellChange): AskedChange => ({
  cell: cellKey(change),
  base: change.baseVersion,
  value: valueOf(change),
});

const valueOf = (change: CellChange): string =>
  canonicalValue(change.kind === 'mark' ? change.mark : change.kind === 'attendance' ? change.code : change.result);

function shape({ institution, page }: Place, lesson: number, random: Random): (studentId: string) => CellChange {
  const kind = random.next();
  const base = { baseVersion: 0 };
  if (kind < 0.65) {
    const workId = benchId(names.work(institution, page, lesson));
    return (studentId) => ({
      ...{ kind: 'mark', workId, studentId, ...base },
      mark: random.chance(0.1) ? null : random.chance(0.1) ? { kind: 'due' } : random.pick(grades),
    });
  }
  if (kind < 0.85) {
    const lessonId = benchId(names.lesson(institution, page, lesson));
    return (studentId) => ({ kind: 'attendance', lessonId, studentId, ...base, code: random.pick(codes) });
  }
  return (studentId) => ({ kind: 'result', periodId, studentId, ...base, result: random.pick(grades) });
}

function randomStudents(count: number, random: Random): readonly number[] {
  const all = Array.from({ length: count }, (_, index) => index);
  return random.chance(0.5)
    ? all
    : all
        .filter(() => random.chance(0.4))
        .concat(random.below(count))
        .filter(unique);
}

const unique = <T>(each: T, index: number, all: readonly T[]): boolean => all.indexOf(each) === index;
