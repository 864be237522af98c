import { z } from 'zod';
import { Role, Side } from '@parta/contracts/kernel/roles';

export const ISSUER = 'parta';
export const AUDIENCE = 'parta';
/** Seconds that an access token lives. [DESIGN §5] */
export const ACCESS_TOKEN_SECONDS = 300;

/** What an access token says; ids only, no personal data, no child ids. */
export const Claims = z.object({
  /** User. */
  sub: z.uuid(),
  /** Person in the region; none for officials. */
  per: z.uuid().nullable(),
  /** Session. */
  sid: z.uuid(),
  /** Assignment in which the user acts. */
  asg: z.uuid(),
  /** Node of the tree: the institution, municipality or region. */
  node: z.uuid(),
  side: Side,
  roles: z.array(Role),
  /** Bitset over the catalogue of permissions. */
  perms: z.string(),
  iat: z.int(),
  exp: z.int(),
});
export type Claims = z.infer<typeof Claims>;
