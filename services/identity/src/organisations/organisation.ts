import { OrganisationKind } from '@parta/contracts/values/organisation';
import { z } from 'zod';

/** A node of the tree with the way to it. [ORG-1] */
export interface OrganisationNode {
  readonly id: string;
  readonly path: readonly string[];
  readonly parentId: string | null;
  readonly kind: OrganisationKind;
  readonly name: string;
  readonly shortName: string;
  readonly timeZone: string;
  readonly state: 'open' | 'closed';
  readonly version: number;
}

export const OrganisationRow = z
  .object({
    id: z.uuid(),
    path: z.array(z.uuid()),
    parent_id: z.uuid().nullable(),
    kind: OrganisationKind,
    name: z.string(),
    short_name: z.string(),
    time_zone: z.string(),
    state: z.enum(['open', 'closed']),
    version: z.coerce.number(),
  })
  .transform(
    ({ parent_id, short_name, time_zone, ...row }): OrganisationNode => ({
      ...row,
      parentId: parent_id,
      shortName: short_name,
      timeZone: time_zone,
    }),
  );

const kindsBelow: Readonly<Record<OrganisationKind, readonly OrganisationKind[]>> = {
  region: ['municipality'],
  municipality: ['school', 'college'],
  school: [],
  college: [],
};

export const mayStandBelow = (kind: OrganisationKind, parent: OrganisationKind): boolean =>
  kindsBelow[parent].includes(kind);

/** Who may be the first person of a node: an institution has an administrator, a municipality its official, either a coordinator. */
export function mayBeInvitedTo(
  role: 'administrator' | 'municipality-official' | 'coordinator',
  kind: OrganisationKind,
): boolean {
  if (role === 'coordinator') return true;
  return role === 'municipality-official' ? kind === 'municipality' : kind === 'school' || kind === 'college';
}

/** As the contract shows it. */
export const shown = ({ id, kind, parentId, name, shortName, timeZone, state }: OrganisationNode) => ({
  ...{ id, kind, parentId, name, shortName },
  ...{ timeZone, state },
});
