import type { FetActivity, FetActivityRoom, FetFile, FetLockedTime, FetNamed, FetYear } from './fet-file.ts';
import { FetRefused } from './fet-refused.ts';
import { streamItems, type XmlItem } from './stream-items.ts';

/** Characters of one name; FET's own dialogs allow less. It bounds every index that a name gets into. */
const LONGEST_NAME = 250;
const ANY_SEATS = 30_000;

/** FET's own bounds, or near them. They keep whatever compares items with items affordable. */
const MOST: Readonly<Record<string, number>> = {
  Days_List: 35,
  Hours_List: 72,
  Subjects_List: 6000,
  Activity_Tags_List: 1000,
  Teachers_List: 6000,
  Students_List: 1000,
  Activities_List: 30_000,
  Buildings_List: 1000,
  Rooms_List: 6000,
};
/** Groups of a year, subgroups of a group, student sets or teachers of an activity. */
const MOST_PARTS = 300;

/** FET writes these into every file; they carry no wish of the author. */
const BASIC = new Set(['ConstraintBasicCompulsoryTime', 'ConstraintBasicCompulsorySpace']);

type Draft = { -readonly [Key in keyof FetFile]: FetFile[Key] extends readonly (infer Item)[] ? Item[] : FetFile[Key] };

/**
 * Reads a FET timetable file (4 to 6). Throws FetRefused for whatever is not wholly one: other XML, half a file, DTD or
 * entities, more than 32 MiB. Unknown elements are passed over: each version of FET adds some.
 */
export async function readFet(chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>): Promise<FetFile> {
  const file = emptyFile();
  const ignored = new Map<string, { kind: string; count: number; line: number }>();
  const lengths = new Map<string, number>();
  await streamItems(chunks, (list, item) => {
    if (list) lengths.set(list, (lengths.get(list) ?? 0) + 1);
    bound(list, lengths.get(list) ?? 0, item.line);
    if (list.endsWith('_Constraints_List')) addConstraint(file, ignored, item);
    else addItem(file, list, item);
  });
  // `<fet/>` and a namesake of another program hold no list at all
  if (lengths.size === 0) throw new FetRefused('not-fet', { found: 'no lists' });
  file.lockedTimes = withIndexes(file);
  file.ignoredConstraints = [...ignored.values()];
  return file;
}

function bound(found: string, length: number, line: number): void {
  const limit = MOST[found] ?? Number.POSITIVE_INFINITY;
  // each list begins with its own count, `Number_of_Days`
  if (length > limit + 1) throw new FetRefused('too-large', { found, limit, line });
}

function emptyFile(): Draft {
  return {
    mode: null,
    institutionName: null,
    days: [],
    hours: [],
    subjects: [],
    teachers: [],
    years: [],
    tags: [],
    buildings: [],
    rooms: [],
    activities: [],
    lockedTimes: [],
    activityRooms: [],
    ignoredConstraints: [],
  };
}

function addItem(file: Draft, list: string, item: XmlItem): void {
  switch (`${list}/${item.name}`) {
    case '/Institution_Name':
      file.institutionName = clean(item.text) || null;
      return;
    case '/Mode':
      file.mode = clean(item.text) || null;
      return;
    // FET 4 and older listed bare names
    case 'Days_List/Name':
    case 'Days_List/Day':
      file.days.push(named(item));
      return;
    case 'Hours_List/Name':
    case 'Hours_List/Hour':
      file.hours.push(named(item));
      return;
    case 'Subjects_List/Subject':
      file.subjects.push({ ...named(item), comment: optional(item, 'Comments') });
      return;
    case 'Teachers_List/Teacher':
      file.teachers.push({
        ...named(item),
        qualifiedSubjects: child(item, 'Qualified_Subjects')?.children.length ?? 0,
      });
      return;
    case 'Students_List/Year':
      file.years.push(yearOf(item));
      return;
    case 'Activity_Tags_List/Activity_Tag':
      file.tags.push(named(item));
      return;
    case 'Buildings_List/Building':
      file.buildings.push(named(item));
      return;
    case 'Rooms_List/Room': {
      const capacity = count(item, 'Capacity');
      file.rooms.push({
        ...named(item),
        building: optional(item, 'Building'),
        capacity: capacity === null || capacity >= ANY_SEATS ? null : capacity,
      });
      return;
    }
    case 'Activities_List/Activity':
      file.activities.push(activityOf(item));
      return;
    default:
  }
}

function yearOf(item: XmlItem): FetYear {
  const set = (node: XmlItem) => ({ ...named(node), students: count(node, 'Number_of_Students') });
  return {
    ...set(item),
    groups: childrenOf(item, 'Group').map((group) => ({
      ...set(group),
      subgroups: childrenOf(group, 'Subgroup').map(set),
    })),
  };
}

function activityOf(item: XmlItem): FetActivity {
  return {
    id: clean(textOf(item, 'Id')),
    groupId: clean(textOf(item, 'Activity_Group_Id')) || '0',
    subject: optional(item, 'Subject'),
    teachers: namesOf(item, 'Teacher'),
    students: namesOf(item, 'Students'),
    tags: namesOf(item, 'Activity_Tag'),
    duration: count(item, 'Duration') || null,
    totalDuration: count(item, 'Total_Duration') || null,
    active: isActive(item),
    comment: optional(item, 'Comments'),
    line: item.line,
  };
}

function addConstraint(
  file: Draft,
  ignored: Map<string, { kind: string; count: number; line: number }>,
  item: XmlItem,
): void {
  if (BASIC.has(item.name)) return;
  const locked = lockedTimeOf(item);
  if (locked) {
    file.lockedTimes.push(locked);
    return;
  }
  const room = activityRoomOf(item);
  if (room) {
    file.activityRooms.push(room);
    return;
  }
  const seen = ignored.get(item.name);
  if (seen) seen.count++;
  else ignored.set(item.name, { kind: item.name.slice(0, LONGEST_NAME), count: 1, line: item.line });
}

/** A time is a lock only at full weight: below that it is a wish, which a solved file writes beside the lock. */
function lockedTimeOf(item: XmlItem): FetLockedTime | null {
  if (item.name !== 'ConstraintActivityPreferredStartingTime' || !isHard(item)) return null;
  const day = clean(textOf(item, 'Preferred_Day') || textOf(item, 'Day'));
  const hour = clean(textOf(item, 'Preferred_Hour') || textOf(item, 'Hour'));
  if (!day || !hour) return null;
  const activityId = clean(textOf(item, 'Activity_Id'));
  return { activityId, day, hour, dayIndex: null, hourIndex: null, line: item.line };
}

function activityRoomOf(item: XmlItem): FetActivityRoom | null {
  if (!isHard(item)) return null;
  const activityId = clean(textOf(item, 'Activity_Id'));
  if (item.name === 'ConstraintActivityPreferredRoom') {
    return { activityId, room: clean(textOf(item, 'Room')), line: item.line };
  }
  if (item.name !== 'ConstraintActivityPreferredRooms') return null;
  const rooms = item.children.filter(({ name }) => name === 'Preferred_Room');
  return rooms.length === 1 ? { activityId, room: clean(rooms[0]?.text ?? ''), line: item.line } : null;
}

function withIndexes(file: Draft): FetLockedTime[] {
  const days = positions(file.days);
  const hours = positions(file.hours);
  return file.lockedTimes.map((lock) => ({
    ...lock,
    dayIndex: days.get(lock.day) ?? null,
    hourIndex: hours.get(lock.hour) ?? null,
  }));
}

/** The first of two equal names wins, here and in the plan. */
function positions(items: readonly FetNamed[]): Map<string, number> {
  const found = new Map<string, number>();
  for (const [index, { name }] of items.entries()) if (!found.has(name)) found.set(name, index);
  return found;
}

function named(item: XmlItem): FetNamed {
  const externalKey = item.name === 'Name' ? item.text : textOf(item, 'Name');
  if (externalKey.length > LONGEST_NAME) {
    throw new FetRefused('too-large', { limit: LONGEST_NAME, found: 'name', line: item.line });
  }
  return { name: clean(externalKey), externalKey, line: item.line };
}

/** Control and invisible characters (a turned reading direction too) never reach a page, a log line or a key. */
function clean(text: string): string {
  return text
    .normalize('NFC')
    .replace(/\s+/gu, ' ')
    .replace(/[\p{Cc}\p{Cf}]/gu, '')
    .trim();
}

const child = (item: XmlItem, name: string): XmlItem | undefined => item.children.find((node) => node.name === name);
const textOf = (item: XmlItem, name: string): string => child(item, name)?.text ?? '';
const optional = (item: XmlItem, name: string): string | null => clean(textOf(item, name)) || null;
const isActive = (item: XmlItem): boolean =>
  !['false', 'no', '0'].includes(clean(textOf(item, 'Active')).toLowerCase());
const isHard = (item: XmlItem): boolean => isActive(item) && Number(textOf(item, 'Weight_Percentage') || 100) === 100;

const namesOf = (item: XmlItem, name: string): string[] =>
  childrenOf(item, name)
    .map((node) => clean(node.text))
    .filter((text) => text !== '');

function childrenOf(item: XmlItem, name: string): XmlItem[] {
  const found = item.children.filter((node) => node.name === name);
  if (found.length > MOST_PARTS) {
    throw new FetRefused('too-large', { found: `${item.name}/${name}`, limit: MOST_PARTS, line: item.line });
  }
  return found;
}

function count(item: XmlItem, name: string): number | null {
  const text = clean(textOf(item, name));
  return /^\d{1,6}$/.test(text) ? Number(text) : null;
}
