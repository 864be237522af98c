import { DomainError } from '@parta/chassis/errors';
import type { RedisPort } from '@parta/chassis/redis';
import { RateLimiterMemory, RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible';

const WINDOW_SECONDS = 15 * 60;

/** Counts tries under a key; without Redis each replica counts in its own memory. */
export interface Tries {
  /** Before a try is looked at, so that tries sent together are counted too. @throws DomainError `too-many-tries` */
  count(key: string): Promise<void>;
  /** The try was right after all: it does not count. */
  forgive(key: string): Promise<void>;
  /** The owner has come: tries of others no longer count. */
  clear(key: string): Promise<void>;
}

export function buildTries(redis: RedisPort, keyPrefix: string, points: number): Tries {
  const limits = { keyPrefix, points, duration: WINDOW_SECONDS };
  const limiter = new RateLimiterRedis({
    ...limits,
    storeClient: redis.client,
    useRedisPackage: true,
    rejectIfRedisNotReady: true,
    insuranceLimiter: new RateLimiterMemory(limits),
  });
  return {
    count: async (key) => {
      try {
        await limiter.consume(key);
      } catch (error) {
        if (error instanceof RateLimiterRes) throw new DomainError('limited', 'too-many-tries');
        throw error;
      }
    },
    forgive: async (key) => void (await limiter.reward(key, 1)),
    clear: async (key) => void (await limiter.delete(key)),
  };
}
