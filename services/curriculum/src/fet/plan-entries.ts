import type { FetActivityRoom, FetFile, FetLockedTime } from './fet-file.ts';
import type { ImportProblem, PlannedCycle, PlannedEntry, PlannedRoom, Report } from './import-plan.ts';
import type { TakenActivity } from './plan-teaching-groups.ts';

interface Context {
  readonly file: FetFile;
  readonly cycle: PlannedCycle;
  readonly rooms: ReadonlyMap<string, PlannedRoom>;
  readonly taken: ReadonlyMap<string, TakenActivity>;
}

const TIME = 'ConstraintActivityPreferredStartingTime';
const ROOM = 'ConstraintActivityPreferredRoom';

/** The lessons of one cycle that the file pins to a time. */
export function planEntries(context: Context, report: Report): PlannedEntry[] {
  const known = new Set(context.file.activities.map(({ id }) => id));
  const rooms = roomsByActivity(context, known, report);
  const entries = new Map<string, PlannedEntry>();
  const places = new Set<string>();
  for (const lock of context.file.lockedTimes) {
    const activity = context.taken.get(lock.activityId);
    // of an activity that is not taken over the plan has told already
    if (!activity && known.has(lock.activityId)) continue;
    const entry = activity ? entryOf(lock, activity, context) : 'unknown-activity';
    const code = typeof entry === 'string' ? entry : taken(entry, entries, places);
    if (code) report({ ...about(lock, TIME), code, params: { day: lock.day, hour: lock.hour } });
    else if (typeof entry !== 'string') {
      const roomKey = rooms.get(lock.activityId) ?? null;
      entries.set(lock.activityId, { ...entry, roomKey });
      for (const place of placesOf(entry)) places.add(place);
    }
  }
  return [...entries.values()];
}

function entryOf(
  lock: FetLockedTime,
  activity: TakenActivity,
  { file, cycle }: Context,
): PlannedEntry | ImportProblem['code'] {
  const day = cycle.days.find(({ index }) => index === lock.dayIndex);
  if (!day || lock.hourIndex === null) return 'time-outside-grid';
  if (lock.hourIndex + activity.duration > file.hours.length) return 'past-end-of-day';
  return {
    teachingGroupKey: activity.teachingGroupKey,
    activityId: activity.id,
    weekIndex: day.weekIndex,
    weekday: day.weekday,
    slot: lock.hourIndex + 1,
    durationSlots: activity.duration,
    roomKey: null,
    teacherKeys: activity.teacherKeys,
    line: lock.line,
  };
}

function taken(
  entry: PlannedEntry,
  entries: ReadonlyMap<string, PlannedEntry>,
  places: ReadonlySet<string>,
): ImportProblem['code'] | null {
  if (entries.has(entry.activityId)) return 'time-repeated';
  // a lesson's id is its group, date and slot: one group cannot be twice at one place
  return placesOf(entry).some((place) => places.has(place)) ? 'place-taken' : null;
}

const placesOf = (entry: PlannedEntry): string[] =>
  Array.from({ length: entry.durationSlots }, (_, offset) =>
    [entry.teachingGroupKey, entry.weekIndex, entry.weekday, entry.slot + offset].join('/'),
  );

function roomsByActivity({ file, rooms }: Context, known: ReadonlySet<string>, report: Report): Map<string, string> {
  const found = new Map<string, string>();
  for (const wish of file.activityRooms) {
    const room = rooms.get(wish.room);
    const problem = about(wish, ROOM);
    if (!known.has(wish.activityId)) report({ ...problem, code: 'unknown-activity', params: {} });
    else if (!room) report({ ...problem, code: 'unknown-room', params: { room: wish.room } });
    // the room found by a generation comes after the rooms that were wished for, and is one of them
    else found.set(wish.activityId, room.key);
  }
  return found;
}

const about = (
  { line, activityId }: FetLockedTime | FetActivityRoom,
  element: string,
): Pick<ImportProblem, 'line' | 'element' | 'name' | 'effect'> => ({
  line,
  element,
  name: activityId,
  effect: 'skipped',
});
