import { createPublicKey, type KeyObject } from 'node:crypto';
import { z } from 'zod';
import { unavailable } from '../errors.ts';
import type { KeySource } from './verify-token.ts';

const KeySet = z.object({ keys: z.array(z.looseObject({ kid: z.string(), kty: z.literal('RSA') })) });
const ASK_AGAIN_MS = 5000;
const EARLY_MS = 500;

/**
 * Identity's public keys (JWKS). An unknown key id asks once more, at most every five seconds, so that a rotation refuses
 * nobody and a flood of forged ids does not become a flood of requests. Keys once learned survive identity's absence.
 */
export function remoteKeys(identityUrl: string): KeySource {
  const known = new Map<string, KeyObject>();
  let asked = 0;
  let asking: Promise<void> | undefined;

  async function ask(): Promise<void> {
    const response = await fetch(`${identityUrl}/.well-known/jwks.json`, { signal: AbortSignal.timeout(2000) });
    const { keys } = KeySet.parse(await response.json());
    for (const key of keys) known.set(key.kid, createPublicKey({ key, format: 'jwk' }));
    asked = performance.now();
  }

  const learn = (): Promise<void> => (asking ??= ask().finally(() => (asking = undefined)));
  // before the first request, which so needs no identity service; services start side by side, so it may not be up yet
  const learnEarly = (): void => {
    learn().catch(() => setTimeout(learnEarly, EARLY_MS).unref());
  };
  learnEarly();

  return {
    async find(kid) {
      const found = known.get(kid);
      if (found || (known.size > 0 && performance.now() - asked < ASK_AGAIN_MS)) return found;
      await learn().catch((error: unknown) => {
        if (known.size === 0) throw unavailable('service-unavailable', error);
      });
      return known.get(kid);
    },
  };
}
