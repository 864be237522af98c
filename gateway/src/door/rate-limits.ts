import { RateLimiterMemory, RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible';
import { DomainError } from '@parta/chassis/errors';
import type { RedisPort } from '@parta/chassis/redis';
import type { GatewayConfig } from '../gateway-config.ts';

export interface RateLimits {
  /** @throws DomainError `too-many-requests` */
  spend(limit: LimitName, key: string): Promise<void>;
}

export type LimitName = 'user' | 'address' | 'sign-in' | 'activation';

type Rates = Pick<GatewayConfig, 'RATE_USER' | 'RATE_ADDRESS' | 'RATE_SIGN_IN' | 'RATE_ACTIVATION'>;

/** What a key may spend at one gateway before the others are asked: most people never come so far. */
const LOCAL_SHARE = 0.25;

interface Limiter {
  consume(key: string): Promise<unknown>;
}

/**
 * Counted in Redis, so that all gateways count together; while Redis is away each counts for itself. The first quarter of a limit
 * is counted at the gateway alone: asking Redis costs as much as half of all else that a request costs here. So a key that goes
 * through several gateways may spend a quarter more for each of them beyond the first. Guesses are always counted together.
 */
export function buildRateLimits(redis: RedisPort, rates: Rates): RateLimits {
  const together = (name: LimitName, points: number, duration: number): RateLimiterRedis =>
    new RateLimiterRedis({
      storeClient: redis.client,
      useRedisPackage: true,
      rejectIfRedisNotReady: true,
      keyPrefix: `parta.rate.${name}`,
      points,
      duration,
      // who is over the limit costs Redis nothing more until the window ends
      inMemoryBlockOnConsumed: points + 1,
      insuranceLimiter: new RateLimiterMemory({ points, duration }),
    });
  const localFirst = (name: LimitName, points: number): Limiter => {
    const share = Math.floor(points * LOCAL_SHARE);
    const rest = together(name, points - share, 1);
    if (share === 0) return rest;
    const spendHere = countSeconds(share);
    return { consume: async (key) => spendHere(key) || rest.consume(key) };
  };
  const limiters: Record<LimitName, Limiter> = {
    user: localFirst('user', rates.RATE_USER),
    address: localFirst('address', rates.RATE_ADDRESS),
    'sign-in': together('sign-in', rates.RATE_SIGN_IN, 60),
    activation: together('activation', rates.RATE_ACTIVATION, 60),
  };
  return {
    spend: async (limit, key) => {
      try {
        await limiters[limit].consume(key);
      } catch (error) {
        if (!(error instanceof RateLimiterRes)) throw error;
        const details = { retryAfterSeconds: Math.max(1, Math.ceil(error.msBeforeNext / 1000)) };
        throw new DomainError('limited', 'too-many-requests', { details });
      }
    },
  };
}

/** Counts what each key spends within a second; false for what is beyond the points. Knows only the keys of one second. */
function countSeconds(points: number): (key: string) => boolean {
  const spent = new Map<string, number>();
  let second = 0;
  return (key) => {
    const now = Math.floor(performance.now() / 1000);
    if (now !== second) spent.clear();
    second = now;
    const count = (spent.get(key) ?? 0) + 1;
    spent.set(key, count);
    return count <= points;
  };
}
