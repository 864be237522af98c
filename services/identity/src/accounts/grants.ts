import { type Role, sideOf } from '@parta/contracts/kernel/roles';
import type { CalendarDate, Interval } from '@parta/contracts/values/calendar-date';
import { intersection, intersections, union } from './intervals.ts';

/** A role held from one day to another. */
export type Grant = Interval & { readonly role: Role };

/** What the administrator decided: exactly these roles from this day on. */
export interface HandDecision {
  readonly from: CalendarDate;
  readonly roles: readonly Role[];
}

/** What contingent says about one person in one institution. */
export interface Facts {
  readonly positions: readonly Grant[];
  readonly classTeaching: readonly Interval[];
  /** Of classes, not of subgroups. */
  readonly membership: readonly Interval[];
  /** For each child: the relation, and the child's membership. */
  readonly children: readonly { readonly relation: Interval; readonly membership: readonly Interval[] }[];
}

export interface GrantsBySide {
  readonly staff: readonly Grant[];
  readonly student: readonly Grant[];
  readonly guardian: readonly Grant[];
}

const as = (role: Role, intervals: readonly Interval[]): readonly Grant[] =>
  union(intervals).map(({ from, to }) => ({ role, from, to }));

/**
 * Access begins and ends with employment and enrolment; a guardian's lasts while any child of theirs is enrolled here.
 * [002 §4.2-4.4; R-92]
 */
export function grantsOf({ positions, classTeaching, membership, children }: Facts): GrantsBySide {
  const positionsOfStaff = positions.filter(({ role }) => sideOf(role) === 'staff');
  const roles = [...new Set(positionsOfStaff.map(({ role }) => role))];
  const leading = intersections(classTeaching, union(positionsOfStaff));
  const byPosition = (role: Role): readonly Interval[] => positionsOfStaff.filter((position) => position.role === role);
  return {
    staff: [
      ...roles.filter((role) => role !== 'class-teacher').flatMap((role) => as(role, byPosition(role))),
      ...as('class-teacher', [...byPosition('class-teacher'), ...leading]),
    ],
    student: as('student', membership),
    guardian: as(
      'guardian',
      children.flatMap((child) => intersections([child.relation], child.membership)),
    ),
  };
}

interface Decided {
  readonly byEvent: readonly Grant[];
  readonly byHand: readonly HandDecision[];
  /** Whether rights depend on positions; an invited administrator has none. */
  readonly employed: boolean;
}

const always: Interval = { from: '0001-01-01' as CalendarDate, to: null };

/** What positions give until the first decision by hand; from then on what was decided, as long as the person is employed. */
export function effectiveGrants({ byEvent, byHand, employed }: Decided): readonly Grant[] {
  const first = byHand[0];
  if (!first) return byEvent;
  const before: Interval = { from: always.from, to: first.from };
  const employment = employed ? union(byEvent) : [always];
  const decided = byHand.flatMap(({ from, roles }, index) => {
    const span: Interval = { from, to: byHand[index + 1]?.from ?? null };
    return roles.flatMap((role) => intersections(employment, [span]).map((interval) => ({ role, ...interval })));
  });
  return [
    ...byEvent.flatMap((grant) => {
      // leading a class is a fact of the class, not a right that somebody gives
      const kept = grant.role === 'class-teacher' ? grant : intersection(grant, before);
      return kept ? [{ role: grant.role, from: kept.from, to: kept.to }] : [];
    }),
    ...joinSameRoles(
      decided.filter(
        (grant) => grant.role !== 'class-teacher' || byEvent.every(({ role }) => role !== 'class-teacher'),
      ),
    ),
  ];
}

const joinSameRoles = (grants: readonly Grant[]): readonly Grant[] =>
  [...new Set(grants.map(({ role }) => role))].flatMap((role) =>
    as(
      role,
      grants.filter((grant) => grant.role === role),
    ),
  );

/** A decision of today replaces what had been decided for later. */
export const decideByHand = (before: readonly HandDecision[], next: HandDecision): readonly HandDecision[] => [
  ...before.filter(({ from }) => from < next.from),
  next,
];
