/** Who sits in a lesson. */
export interface Audience {
  readonly classId: string;
  /** Null = the whole class. */
  readonly subgroup: Subgroup | null;
}

export interface Subgroup {
  readonly id: string;
  /** Subgroups of one division share no student. Unique within the class. */
  readonly division: string;
  /** Smallest sets that it consists of, where they are known: two subgroups without a common one share nobody. */
  readonly atoms: readonly string[] | null;
}

/** A standing lesson with what it takes up; `id` is the caller's. */
export interface PlacedEntry {
  readonly id: string;
  readonly weekIndex: number;
  readonly weekday: number;
  readonly slot: number;
  readonly durationSlots: number;
  readonly roomId: string | null;
  readonly teacherIds: readonly string[];
  readonly audience: readonly Audience[];
}

export interface Conflict {
  readonly kind: 'teacher' | 'room' | 'class';
  /** The teacher, room or class that is wanted twice. */
  readonly of: string;
  readonly weekIndex: number;
  readonly weekday: number;
  /** The first slot that both take up. */
  readonly slot: number;
  /** Ids of the two entries, the smaller first. */
  readonly entries: readonly [string, string];
}

/** Each pair of entries that wants one teacher, room or student at one time, once per what they clash over. [CUR-7] */
export function findConflicts(entries: readonly PlacedEntry[]): Conflict[] {
  const conflicts = new Map<string, Conflict>();
  const bySlot = new Map<string, PlacedEntry[]>();
  for (const entry of entries) {
    for (let slot = entry.slot; slot < entry.slot + entry.durationSlots; slot++) {
      const cell = `${entry.weekIndex}/${entry.weekday}/${slot}`;
      const others = bySlot.get(cell) ?? [];
      for (const other of others) {
        for (const { kind, of } of clashes(entry, other)) {
          const pair = [entry.id, other.id].sort() as [string, string];
          const key = [kind, of, ...pair, entry.weekIndex, entry.weekday].join('/');
          const { weekIndex, weekday } = entry;
          const known = conflicts.get(key);
          const first = Math.min(slot, known?.slot ?? slot);
          conflicts.set(key, { kind, of, weekIndex, weekday, slot: first, entries: pair });
        }
      }
      bySlot.set(cell, [...others, entry]);
    }
  }
  return [...conflicts.values()].sort(byTime);
}

type Clash = Pick<Conflict, 'kind' | 'of'>;

function clashes(one: PlacedEntry, other: PlacedEntry): Clash[] {
  const found: Clash[] = [];
  for (const of of one.teacherIds) if (other.teacherIds.includes(of)) found.push({ kind: 'teacher', of });
  if (one.roomId !== null && one.roomId === other.roomId) found.push({ kind: 'room', of: one.roomId });
  for (const mine of one.audience) {
    if (other.audience.some((theirs) => shareStudents(mine, theirs))) found.push({ kind: 'class', of: mine.classId });
  }
  return found;
}

/** Where nobody can say that two subgroups are disjoint, they are taken to share a student. */
export function shareStudents(one: Audience, other: Audience): boolean {
  if (one.classId !== other.classId) return false;
  if (one.subgroup === null || other.subgroup === null) return true;
  if (one.subgroup.id === other.subgroup.id) return true;
  if (one.subgroup.division === other.subgroup.division) return false;
  const { atoms } = one.subgroup;
  const theirs = other.subgroup.atoms;
  return atoms === null || theirs === null || atoms.some((atom) => theirs.includes(atom));
}

function byTime(one: Conflict, other: Conflict): number {
  return (
    one.weekIndex - other.weekIndex ||
    one.weekday - other.weekday ||
    one.slot - other.slot ||
    (one.entries.join() + one.kind + one.of < other.entries.join() + other.kind + other.of ? -1 : 1)
  );
}
