import type { CalendarDate } from '@parta/contracts/values/calendar-date';
import type { Scale } from '@parta/contracts/values/mark';

export interface Teaching {
  readonly personId: string;
  readonly from: CalendarDate;
  readonly to: CalendarDate | null;
}

/** Subject × (class | subgroup | several) × year: the unit of workload, timetable, journal page and access. [domain §2; CUR-4] */
export interface TeachingGroup {
  readonly id: string;
  readonly year: number;
  readonly subjectId: string;
  readonly name: string;
  readonly scale: Scale;
  readonly periodSchemeId: string;
  readonly hoursPerWeek: number;
  readonly state: 'open' | 'closed';
  readonly classIds: readonly string[];
  readonly teachers: readonly Teaching[];
}

/** Whether both say the same, whatever the order of their lists. */
export const sameGroup = (one: TeachingGroup, other: TeachingGroup): boolean => canonical(one) === canonical(other);

const canonical = (group: TeachingGroup): string =>
  JSON.stringify([
    ...[
      group.id,
      group.year,
      group.subjectId,
      group.name,
      group.scale,
      group.periodSchemeId,
      group.hoursPerWeek,
      group.state,
    ],
    [...group.classIds].sort(),
    group.teachers.map(({ personId, from, to }) => [personId, from, to].join('/')).sort(),
  ]);
