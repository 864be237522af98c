import type { CalendarDate, Interval } from '@parta/contracts/values/calendar-date';
import type { ResultValue } from '@parta/contracts/values/mark';
import type { PersonName } from '@parta/contracts/values/person';
import type { Period, PeriodScheme } from '@parta/contracts/values/school-year';

/** One pupil of the sheet: present at its last day, or left before it. */
export interface StudentFacts {
  readonly id: string;
  readonly name: PersonName;
  /** When the pupil belonged to the class. */
  readonly intervals: readonly Interval[];
  /** Set for those who are not in the class any more on the sheet's last day. */
  readonly left: { readonly on: CalendarDate; readonly order: string | null; readonly graduated: boolean } | null;
}

/** One subject, all its pages together: two groups of English are one column. [reports §0, subgroups] */
export interface SubjectFacts {
  readonly id: string;
  readonly name: string;
  readonly scheme: Pick<PeriodScheme, 'kind'> & { readonly periods: readonly Period[] };
  /** Who learns it and when; a pupil with an own plan, or of no subgroup, is not here. */
  readonly rosters: readonly (Interval & { readonly studentId: string })[];
}

/** Results of the whole year beside those of its periods; no service sets them yet. */
export type YearResult = 'year' | 'exam' | 'final';

export interface ResultFact {
  readonly studentId: string;
  readonly subjectId: string;
  /** A period's id, or a `YearResult` for what stands after the periods. */
  readonly of: string;
  readonly value: ResultValue;
}

/** All that S-06 says, before it is a table. */
export interface ClassFacts {
  readonly institution: { readonly name: string; readonly kind: 'school' | 'college'; readonly timeZone: string };
  readonly className: string;
  readonly year: number;
  /** The class's own scheme; a subject may follow another. */
  readonly scheme: SubjectFacts['scheme'];
  /** Number of the last period that the sheet covers; null = the year. */
  readonly upToPeriod: number | null;
  readonly today: CalendarDate;
  readonly asOf: Date;
  readonly students: readonly StudentFacts[];
  readonly subjects: readonly SubjectFacts[];
  readonly results: readonly ResultFact[];
  readonly signers: Readonly<Record<'classTeacher' | 'deputy' | 'director', PersonName | null>>;
}
