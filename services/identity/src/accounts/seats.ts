import type { Role, Side } from '@parta/contracts/kernel/roles';
import { dateIn } from '@parta/contracts/values/calendar-date';
import type { OrganisationKind } from '@parta/contracts/values/organisation';
import { type Account, activeRoles, rolesOn } from './account.ts';

export interface Node {
  readonly id: string;
  readonly name: string;
  readonly kind: OrganisationKind;
  readonly timeZone: string;
  readonly state: 'open' | 'closed';
}

/** Where and as whom a user may act today. */
export interface SeatToday {
  readonly assignmentId: string;
  readonly nodeId: string;
  readonly nodeName: string;
  readonly nodeKind: OrganisationKind;
  readonly timeZone: string;
  readonly side: Side;
  readonly roles: Role[];
}

const order: readonly Side[] = ['official', 'staff', 'guardian', 'student'];

/** Assignments with at least one role that is valid on today's date of their own node. */
export function seatsOf(
  accounts: readonly Account[],
  nodes: ReadonlyMap<string, Node>,
  now: Date,
): readonly SeatToday[] {
  const seats = accounts.flatMap((account) => {
    const node = nodes.get(account.institutionId);
    if (!node || node.state === 'closed') return [];
    const today = dateIn(node.timeZone, now);
    return account.assignments.flatMap((assignment) => {
      const roles = [...activeRoles(account, assignment, today)];
      if (roles.length === 0) return [];
      const at = { nodeId: node.id, nodeName: node.name, nodeKind: node.kind, timeZone: node.timeZone };
      return [{ assignmentId: assignment.id, ...at, side: assignment.side, roles }];
    });
  });
  return seats.sort(
    (a, b) => order.indexOf(a.side) - order.indexOf(b.side) || a.nodeName.localeCompare(b.nodeName, 'ru'),
  );
}

/** Whether the assignment's roles are others at that later moment: then a token of now must not live that long. */
export function changesUntil(account: Account, seat: SeatToday, later: Date): boolean {
  const assignment = account.assignments.find(({ id }) => id === seat.assignmentId);
  const then = rolesOn(assignment?.roles ?? [], dateIn(seat.timeZone, later));
  return seat.roles.some((role) => !then.includes(role));
}
