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

/** Counted in Redis, so that all gateways count together; while Redis is away each counts for itself. */
export function buildRateLimits(redis: RedisPort, rates: Rates): RateLimits {
  const limiter = (name: LimitName, points: number, duration: number): RateLimiterRedis =>
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
  const limiters = {
    user: limiter('user', rates.RATE_USER, 1),
    address: limiter('address', rates.RATE_ADDRESS, 1),
    'sign-in': limiter('sign-in', rates.RATE_SIGN_IN, 60),
    activation: limiter('activation', rates.RATE_ACTIVATION, 60),
  } satisfies Record<LimitName, RateLimiterRedis>;
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
