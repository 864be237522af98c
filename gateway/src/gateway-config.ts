import { z } from 'zod';
import { TracingConfig, Upstreams } from '@parta/chassis/config';

const perSecond = (points: number) => z.coerce.number().int().min(1).default(points);

/** What the gateway reads from its environment. */
export const GatewayConfig = z.object({
  HOST: z.string().default('127.0.0.1'),
  PORT: z.coerce.number().int().min(0).max(65_535),
  REDIS_URL: z.string(),
  IDENTITY_URL: z.url(),
  UPSTREAMS: Upstreams,
  /** The built pages. */
  UI_FOLDER: z.string(),
  /** As people see the gateway; https makes browsers insist on it. */
  PUBLIC_URL: z.url().optional(),
  /** How many proxies of our own stand before the gateway; their `x-forwarded-for` is believed, nobody else's. */
  PROXY_HOPS: z.coerce.number().int().min(0).max(5).default(0),
  /** Whoever reads `/metrics` from another machine shows it as a bearer token. */
  METRICS_TOKEN: z.string().min(16).optional(),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']).default('info'),
  /** Requests a second of one user; a teacher who pastes columns makes 40. */
  RATE_USER: perSecond(100),
  /** Requests a second of one address by people who are not signed in; a school may stand behind one address. */
  RATE_ADDRESS: perSecond(500),
  /** Sign-ins a minute from one address. */
  RATE_SIGN_IN: perSecond(300),
  /** Activation codes tried a minute from one address. */
  RATE_ACTIVATION: perSecond(120),
  ...TracingConfig.shape,
});
export type GatewayConfig = z.infer<typeof GatewayConfig>;
