/** Why a line of the file is not, or not wholly, taken over. Closed: the page has one text for each. */
export type ProblemCode =
  | 'activities-without-time'
  | 'activity-comment-ignored'
  | 'activity-inactive'
  | 'activity-without-students'
  | 'activity-without-teacher'
  | 'bell-end-guessed'
  | 'bell-order'
  | 'bell-without-time'
  | 'constraint-ignored'
  | 'course-guessed'
  | 'day-repeated'
  | 'day-unknown'
  | 'duplicate-activity'
  | 'duplicate-name'
  | 'duration-invalid'
  | 'empty-name'
  | 'grade-unknown'
  | 'longer-than-day'
  | 'mode-unsupported'
  | 'no-days'
  | 'no-hours'
  | 'past-end-of-day'
  | 'place-taken'
  | 'qualified-subjects-ignored'
  | 'several-teachers'
  | 'students-in-two-years'
  | 'tag-ignored'
  | 'teacher-name-incomplete'
  | 'time-outside-grid'
  | 'time-repeated'
  | 'unknown-activity'
  | 'unknown-building'
  | 'unknown-room'
  | 'unknown-students'
  | 'unknown-subject'
  | 'unknown-teacher';

export interface ImportProblem {
  readonly line: number;
  /** The file's element: `Activity`, `Teacher`, `ConstraintMinDaysBetweenActivities`. */
  readonly element: string;
  /** Which of them: a name, or an activity's id. */
  readonly name: string;
  readonly code: ProblemCode;
  /** `skipped`: nothing of it is taken over; `adjusted`: taken over with what the code says. */
  readonly effect: 'skipped' | 'adjusted';
  /** What the text of the code fills in: `{ start: '08:30', end: '10:00' }`, `{ count: 243 }`. */
  readonly params: Readonly<Record<string, string | number>>;
}

/** `key` is the file's own name or is derived from such names, so a second import finds the same things. */
interface Planned {
  readonly key: string;
  readonly line: number;
}

export interface PlannedTeacher extends Planned {
  readonly displayName: string;
  readonly lastName: string;
  /** May be an initial with its point. */
  readonly firstName: string | null;
  readonly middleName: string | null;
}

export interface PlannedSubject extends Planned {
  readonly name: string;
  readonly comment: string | null;
}

export interface PlannedClass extends Planned {
  readonly name: string;
  /** The FET year above it, where that is a parallel or speciality; null where the year is the class. */
  readonly parallel: string | null;
  /** 1-11 of a school. */
  readonly grade: number | null;
  /** 1-6 of a college. */
  readonly course: number | null;
  readonly students: number | null;
}

export interface PlannedSubgroup extends Planned {
  readonly name: string;
  readonly classKey: string;
  /** Subgroups of one division never share a student: «П» of «П1, П2». Unique within the class. */
  readonly division: string;
  /** The file's smallest sets that it consists of; two subgroups without a common one share nobody. */
  readonly atoms: readonly string[];
  readonly students: number | null;
}

export interface PlannedMember {
  readonly classKey: string;
  /** Null = the whole class. */
  readonly subgroupKey: string | null;
}

export interface PlannedTeaching {
  readonly teacherKey: string;
  readonly hoursPerCycle: number;
  readonly activityIds: readonly string[];
}

export interface PlannedTeachingGroup extends Planned {
  readonly name: string;
  readonly subjectKey: string;
  /** Sorted; never empty; a class never beside its own subgroup. */
  readonly members: readonly PlannedMember[];
  readonly teachers: readonly PlannedTeaching[];
  /** In hours of the file (one bell slot each) over all weeks of the cycle. */
  readonly hoursPerCycle: number;
  readonly activityIds: readonly string[];
}

export interface PlannedRoom extends Planned {
  readonly name: string;
  readonly building: string | null;
  readonly capacity: number | null;
}

export interface PlannedBell extends Planned {
  /** From 1. */
  readonly slot: number;
  readonly name: string;
  /** `08:30`, local; null where the file names no time. */
  readonly start: string | null;
  readonly end: string | null;
}

export interface PlannedDay {
  /** Position in the file's list. */
  readonly index: number;
  readonly name: string;
  /** From 0. */
  readonly weekIndex: number;
  /** 1 = Monday … 7 = Sunday. */
  readonly weekday: number;
}

export interface PlannedCycle {
  readonly weeks: number;
  /** «А», «В»; one empty name where all weeks are alike. */
  readonly weekNames: readonly string[];
  /** Days that could not be read are missing. */
  readonly days: readonly PlannedDay[];
}

export interface PlannedEntry {
  readonly teachingGroupKey: string;
  readonly activityId: string;
  readonly weekIndex: number;
  readonly weekday: number;
  /** From 1. */
  readonly slot: number;
  readonly durationSlots: number;
  readonly roomKey: string | null;
  readonly teacherKeys: readonly string[];
  readonly line: number;
}

export interface ImportPlan {
  readonly institutionName: string | null;
  readonly teachers: readonly PlannedTeacher[];
  readonly subjects: readonly PlannedSubject[];
  readonly classes: readonly PlannedClass[];
  readonly subgroups: readonly PlannedSubgroup[];
  readonly teachingGroups: readonly PlannedTeachingGroup[];
  readonly rooms: readonly PlannedRoom[];
  readonly bells: readonly PlannedBell[];
  readonly cycle: PlannedCycle;
  readonly entries: readonly PlannedEntry[];
  /** `partial`: a few lessons are pinned, or a generation ran out of time; such a file is no timetable by itself. */
  readonly timetable: 'none' | 'partial' | 'complete';
  /** By line. */
  readonly problems: readonly ImportProblem[];
}

/** Where the parts of a plan put what they could not take over. */
export type Report = (problem: ImportProblem) => void;
