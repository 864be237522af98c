import { decodePermissions, type Permission } from '@parta/contracts/kernel/permissions';
import type { Role, Side } from '@parta/contracts/kernel/roles';
import type { Claims } from './claims.ts';

/** Who acts, as the verified access token says; also the scope of the tenant transaction. */
export interface Actor {
  readonly userId: string;
  readonly personId: string | null;
  readonly sessionId: string;
  readonly assignmentId: string;
  /** The node of the tree where the actor acts; an institution for everyone but officials. */
  readonly institutionId: string;
  readonly side: Side;
  readonly roles: readonly Role[];
  /** When the token ends; a stream ends with it. */
  readonly until: Date;
  may(permission: Permission): boolean;
}

export function actorOf(claims: Claims): Actor {
  const granted = decodePermissions(claims.perms);
  return {
    userId: claims.sub,
    personId: claims.per,
    sessionId: claims.sid,
    assignmentId: claims.asg,
    institutionId: claims.node,
    side: claims.side,
    roles: claims.roles,
    until: new Date(claims.exp * 1000),
    may: (permission) => granted.has(permission),
  };
}
