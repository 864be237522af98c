import { z } from 'zod';
import { contract } from '../../kernel/operation.ts';
import { CalendarDate, IsoWeek } from '../../values/calendar-date.ts';
import { SchoolYear } from '../../values/school-year.ts';

const Entry = z
  .object({
    teachingGroupId: z.uuid(),
    /** Week of the cycle, 0 = the first (A). */
    weekIndex: z.int().min(0).max(3),
    weekday: z.int().min(1).max(7),
    slot: z.int().min(0).max(20),
    roomId: z.uuid().nullable(),
    /** Who teaches, if not everyone of the group. */
    teacherIds: z.array(z.uuid()).max(5),
  })
  .meta({ id: 'TimetableEntry' });

export const TimetableVersion = z
  .object({
    id: z.uuid(),
    year: SchoolYear,
    name: z.string(),
    cycleWeeks: z.int(),
    entries: z.int(),
    state: z.enum(['draft', 'published', 'replaced']),
    publishedFrom: CalendarDate.nullable(),
  })
  .meta({ id: 'TimetableVersion' });

export const TimetableLesson = z
  .object({
    id: z.uuid(),
    date: CalendarDate,
    slot: z.int(),
    startsAt: z.string(),
    endsAt: z.string(),
    teachingGroupId: z.uuid(),
    subjectName: z.string(),
    groupName: z.string(),
    room: z.string().nullable(),
    teachers: z.array(z.string()),
    state: z.enum(['planned', 'cancelled', 'displaced']),
  })
  .meta({ id: 'TimetableLesson' });

const id = z.object({ versionId: z.uuid() });

/** Timetable by week or alternating weeks; lessons are its dated occurrences. [CUR-7; domain §3] */
export const timetableContract = contract({
  listRooms: {
    method: 'get',
    path: '/rooms',
    summary: 'Rooms of the institution',
    permission: 'timetable.read',
    idempotency: 'none',
    success: { status: 200, body: z.object({ rooms: z.array(z.object({ id: z.uuid(), name: z.string() })) }) },
    problems: [],
  },
  saveRooms: {
    method: 'put',
    path: '/rooms',
    summary: 'Add or rename rooms; ids are made by the caller',
    permission: 'curriculum.manage',
    idempotency: 'natural',
    body: z.object({
      rooms: z
        .array(z.object({ id: z.uuid(), name: z.string().trim().min(1).max(80) }))
        .min(1)
        .max(500),
    }),
    success: { status: 200, body: z.object({ saved: z.int() }) },
    problems: ['name-taken'],
  },
  listVersions: {
    method: 'get',
    path: '/timetable-versions',
    summary: 'Versions of the timetable of a year',
    permission: 'timetable.manage',
    idempotency: 'none',
    query: z.object({ year: z.coerce.number().pipe(SchoolYear).optional() }),
    success: { status: 200, body: z.object({ versions: z.array(TimetableVersion) }) },
    problems: [],
  },
  saveVersion: {
    method: 'put',
    path: '/timetable-versions/{versionId}',
    summary: 'A draft of the timetable as a whole; conflicts are answered, not refused',
    permission: 'timetable.manage',
    idempotency: 'natural',
    params: id,
    body: z.object({
      year: SchoolYear,
      name: z.string().trim().min(1).max(120),
      cycleWeeks: z.int().min(1).max(4),
      bellScheduleId: z.uuid(),
      entries: z.array(Entry).max(20_000),
    }),
    success: {
      status: 200,
      body: z.object({
        version: TimetableVersion,
        conflicts: z.array(
          z.object({
            kind: z.enum(['teacher', 'room', 'class']),
            name: z.string(),
            weekIndex: z.int(),
            weekday: z.int(),
            slot: z.int(),
          }),
        ),
      }),
    },
    problems: ['year-not-found', 'teaching-group-not-found', 'room-not-found', 'bells-not-found', 'already-published'],
  },
  publishVersion: {
    method: 'post',
    path: '/timetable-versions/{versionId}/publish',
    summary: 'The version holds from a day on and becomes lessons; publishing again changes nothing',
    permission: 'timetable.manage',
    idempotency: 'natural',
    params: id,
    body: z.object({ from: CalendarDate, firstWeekIsA: CalendarDate.optional() }),
    success: {
      status: 200,
      body: z.object({ added: z.int(), kept: z.int(), changed: z.int(), removed: z.int(), displaced: z.int() }),
    },
    problems: ['version-not-found', 'outside-year'],
  },
  getTimetable: {
    method: 'get',
    path: '/timetable',
    summary: 'Lessons of one week of a class, teacher or room; without an id: of the one who asks',
    permission: 'timetable.read',
    idempotency: 'none',
    query: z.object({
      of: z.enum(['class', 'teacher', 'room', 'me']),
      id: z.uuid().optional(),
      week: IsoWeek.optional(),
    }),
    success: {
      status: 200,
      body: z.object({
        week: IsoWeek,
        from: CalendarDate,
        title: z.string(),
        holidays: z.array(z.object({ date: CalendarDate, name: z.string() })),
        lessons: z.array(TimetableLesson),
      }),
    },
    problems: ['class-not-found', 'teacher-not-found', 'room-not-found'],
  },
});
