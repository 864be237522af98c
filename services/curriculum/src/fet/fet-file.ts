/** What a FET file says, as it says it: nothing is judged here but whether it is a FET file. Lines count from 1. */
export interface FetNamed {
  /** Trimmed, inner whitespace made single, NFC; what references are matched by. */
  readonly name: string;
  /** The name byte for byte as the file has it: what a second import finds the thing again by. */
  readonly externalKey: string;
  readonly line: number;
}

export interface FetSubject extends FetNamed {
  readonly comment: string | null;
}

export interface FetTeacher extends FetNamed {
  readonly qualifiedSubjects: number;
}

/** FET has three levels of student sets; the lowest are the atoms that overlapping groups share. */
export interface FetSubgroup extends FetNamed {
  readonly students: number | null;
}

export interface FetGroup extends FetSubgroup {
  readonly subgroups: readonly FetSubgroup[];
}

export interface FetYear extends FetSubgroup {
  readonly groups: readonly FetGroup[];
}

export interface FetRoom extends FetNamed {
  readonly building: string | null;
  /** Seats; null = not told (FET's default of 30000 means that too). */
  readonly capacity: number | null;
}

export interface FetActivity {
  readonly id: string;
  /** Components of one split activity share it; '0' = not split. */
  readonly groupId: string;
  readonly subject: string | null;
  readonly teachers: readonly string[];
  readonly students: readonly string[];
  readonly tags: readonly string[];
  /** In hours of the file, each one bell slot. Null where the file holds no positive number. */
  readonly duration: number | null;
  readonly totalDuration: number | null;
  readonly active: boolean;
  readonly comment: string | null;
  readonly line: number;
}

export interface FetLockedTime {
  readonly activityId: string;
  readonly day: string;
  readonly hour: string;
  /** Position in `days`, `hours`; null where the file has no such day or hour. */
  readonly dayIndex: number | null;
  readonly hourIndex: number | null;
  readonly line: number;
}

export interface FetActivityRoom {
  readonly activityId: string;
  readonly room: string;
  readonly line: number;
}

export interface IgnoredConstraints {
  readonly kind: string;
  readonly count: number;
  /** Line of the first one. */
  readonly line: number;
}

export interface FetFile {
  /** FET 6: `Official`, `Mornings-Afternoons`, `Block planning`, `Terms`; null in older files. */
  readonly mode: string | null;
  readonly institutionName: string | null;
  readonly days: readonly FetNamed[];
  readonly hours: readonly FetNamed[];
  readonly subjects: readonly FetSubject[];
  readonly teachers: readonly FetTeacher[];
  readonly years: readonly FetYear[];
  readonly tags: readonly FetNamed[];
  readonly buildings: readonly FetNamed[];
  readonly rooms: readonly FetRoom[];
  readonly activities: readonly FetActivity[];
  readonly lockedTimes: readonly FetLockedTime[];
  readonly activityRooms: readonly FetActivityRoom[];
  readonly ignoredConstraints: readonly IgnoredConstraints[];
}
