import type { Clock } from '@parta/chassis/clock';
import type { ServiceParts } from '@parta/chassis/service';
import type { Knex } from 'knex';
import type { SigningKeys } from '../sessions/signing-keys.ts';
import { recentRevocations } from './revocation-store.ts';

/** Inside the network only: the public keys, and the opaque ids whose tokens are cut off. [DESIGN §5] */
export const wellKnownRoutes =
  ({ db, clock, keys }: { db: Knex; clock: Clock; keys: SigningKeys }): NonNullable<ServiceParts['plain']> =>
  (app) => {
    app.get('/.well-known/jwks.json', (_request, response) => {
      response.setHeader('cache-control', 'max-age=60');
      response.json(keys.keySet);
    });
    app.get('/.well-known/revocations', async (_request, response) => {
      response.setHeader('cache-control', 'no-store');
      response.json({ revocations: await recentRevocations(db, clock) });
    });
  };
