import type { Scale } from '@parta/contracts/values/mark';
import type { CalendarDate, Interval } from '@parta/contracts/values/calendar-date';
import type { CellChange } from '@parta/contracts/values/cell';
import type { OrganisationKind } from '@parta/contracts/values/organisation';
import type { PeriodScheme } from '@parta/contracts/values/school-year';
import type { WorkKind, WorkTypeKey } from '@parta/contracts/values/work-type';
import type { z } from 'zod';
import type { CellValue } from '@parta/contracts/values/cell';
import type { PageRights } from '../access/page-rights.ts';

export type Value = z.infer<typeof CellValue>;

/** A page under its lock. */
export interface LockedPage {
  readonly id: string;
  readonly institutionId: string;
  readonly year: number;
  readonly subjectId: string;
  readonly scale: Scale;
  /** How many saves the page has seen. */
  readonly seq: number;
  /** Head of the hash chain; empty before the first save. */
  readonly head: Buffer;
  readonly timeZone: string;
  readonly institutionKind: OrganisationKind;
  readonly yearClosed: boolean;
  readonly scheme: PeriodScheme | undefined;
}

export interface LessonFacts {
  readonly id: string;
  readonly date: CalendarDate;
  readonly state: 'planned' | 'cancelled' | 'displaced';
}

export interface WorkFacts {
  readonly id: string;
  readonly lessonId: string;
  readonly typeKey: WorkTypeKey;
  readonly kind: WorkKind;
  readonly title: string;
  /** Hundredths. */
  readonly weight: number;
  readonly version: number;
}

export interface StudentFacts {
  /** The class or subgroup and its parent. */
  readonly classIds: readonly string[];
  readonly grade: number;
  readonly intervals: readonly Interval[];
}

export interface CellFacts {
  readonly version: number;
  readonly value: Value;
  /** Read only when the batch brings comments. */
  readonly comment?: string;
}

/** What one save of cells must know, read under the page's lock. */
export interface PageFacts {
  readonly page: LockedPage;
  readonly rights: PageRights;
  readonly lessons: ReadonlyMap<string, LessonFacts>;
  readonly works: ReadonlyMap<string, WorkFacts>;
  readonly students: ReadonlyMap<string, StudentFacts>;
  /** By `cellKey`; a cell that is not there is empty with version 0. */
  readonly cells: ReadonlyMap<string, CellFacts>;
  /** The page's last lesson in each period. */
  readonly lastLessons: ReadonlyMap<string, CalendarDate | null>;
}

export interface ChangedCell {
  readonly change: CellChange;
  readonly before: Value;
  readonly after: Value;
  /** A comment that is not there yet; empty takes the one that is away. */
  readonly note?: string;
}
