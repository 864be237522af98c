import { BaseConfig } from '@parta/chassis/config';
import { z } from 'zod';

export const IdentityConfig = BaseConfig.extend({
  /** PEM of the RSA key that signs access tokens; made at the first start. `<file>.previous` is served beside it while it exists. */
  SIGNING_KEY_FILE: z.string(),
  /** Keys the hashes of logins and codes and the refresh tokens; a new one ends every session and makes every login unknown. */
  LOOKUP_SECRET: z.string().min(32),
  /** The address that browsers see; https makes the refresh cookie `Secure`. */
  PUBLIC_URL: z.string().default('http://localhost'),
  BOOTSTRAP_REGION: z.string().min(3).default('Регион'),
  BOOTSTRAP_TIME_ZONE: z.string().default('Europe/Moscow'),
  BOOTSTRAP_LOGIN: z.string().min(3).optional(),
  BOOTSTRAP_PASSWORD: z.string().min(8).optional(),
  /** Wrong sign-ins in 15 minutes from one address; a whole school may stand behind one. */
  TRIES_PER_ADDRESS: z.coerce.number().int().min(1).default(100),
});
export type IdentityConfig = z.infer<typeof IdentityConfig>;
