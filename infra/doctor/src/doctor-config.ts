import { z } from 'zod';
import { BaseConfig, SignInConfig, Upstreams } from '@parta/chassis/config';

/** What the doctor reads from its environment where it stays and looks each night. */
export const DoctorConfig = BaseConfig.pick({
  ...{ HOST: true, PORT: true, LOG_LEVEL: true },
  ...{ DATABASE_URL: true, REDIS_URL: true, KAFKA_BROKERS: true, TOPIC_PREFIX: true },
}).extend({
  ...SignInConfig.shape,
  GATEWAY_URL: z.url({ protocol: /^https?$/ }),
  UPSTREAMS: Upstreams,
  /** When it looks, by the time zone of the process (`TZ`). */
  DOCTOR_HOUR: z.coerce.number().int().min(0).max(23).default(3),
});
export type DoctorConfig = z.infer<typeof DoctorConfig>;
