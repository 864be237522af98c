import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { BaseConfig } from '@parta/chassis/config';

export const ReportingConfig = BaseConfig.extend({
  /** Where people reach the gateway: printed under the QR code. */
  PUBLIC_URL: z.url().default('http://localhost:8080'),
  /** A browser of the system; without it the one that comes with the packages is unpacked. */
  CHROMIUM_PATH: z.string().optional(),
  CHROMIUM_FOLDER: z.string().default(join(tmpdir(), 'parta')),
  /** How often jobs of dead workers are looked for. */
  QUEUE_SUPERVISE_SECONDS: z.coerce.number().int().min(1).max(3600).default(5),
});
export type ReportingConfig = z.infer<typeof ReportingConfig>;
