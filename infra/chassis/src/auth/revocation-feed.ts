import { z } from 'zod';
import type { Log } from '../log.ts';
import type { RedisPort } from '../redis.ts';
import type { Claims } from './claims.ts';
import type { Revocations } from './verify-token.ts';

/** One cut: tokens of this subject issued before the instant are refused. [DESIGN §5] */
export const Revocation = z.object({
  kind: z.enum(['session', 'user', 'assignment', 'institution']),
  id: z.uuid(),
  /** Milliseconds since 1970. */
  before: z.number(),
});
export type Revocation = z.infer<typeof Revocation>;

export const REVOCATION_CHANNEL = 'identity.revocations';
const POLL_MS = 1000;
/** A little longer than an access token lives. */
const KEEP_MS = 360_000;

export interface RevocationFeed extends Revocations {
  stop(): void;
}

/**
 * The deny set: pushed over Redis within milliseconds, asked from identity every second besides, so that a sign-out acts
 * within two seconds also while Redis is down.
 */
export function followRevocations(identityUrl: string, redis: RedisPort, log: Log): RevocationFeed {
  const cuts = new Map<string, number>();
  const add = ({ kind, id, before }: Revocation): void => {
    const key = `${kind}:${id}`;
    cuts.set(key, Math.max(cuts.get(key) ?? 0, before));
  };
  redis.subscribe(REVOCATION_CHANNEL, (text) => {
    const parsed = Revocation.safeParse(JSON.parse(text));
    if (parsed.success) add(parsed.data);
  });

  let failing = false;
  async function poll(): Promise<void> {
    const response = await fetch(`${identityUrl}/.well-known/revocations`, { signal: AbortSignal.timeout(900) });
    for (const cut of z.object({ revocations: z.array(Revocation) }).parse(await response.json()).revocations) add(cut);
    const oldest = Date.now() - KEEP_MS;
    for (const [key, before] of cuts) if (before < oldest) cuts.delete(key);
    failing = false;
  }
  const timer = setInterval(() => {
    poll().catch((error: unknown) => {
      if (!failing) log.warn({ err: error }, 'revocations cannot be read from identity');
      failing = true;
    });
  }, POLL_MS);
  timer.unref();

  return {
    revoked: (claims) => {
      if (cuts.size === 0) return false;
      return subjectsOf(claims).some((key) => isCut(cuts.get(key), claims.iat));
    },
    stop: () => clearInterval(timer),
  };
}

/** Tokens count whole seconds: what was issued within the second of the cut is cut too, and signing in again waits for the next. */
const isCut = (before: number | undefined, issuedAt: number): boolean =>
  before !== undefined && issuedAt * 1000 <= before;

const subjectsOf = (claims: Claims): readonly string[] => [
  `session:${claims.sid}`,
  `user:${claims.sub}`,
  `assignment:${claims.asg}`,
  `institution:${claims.node}`,
];
