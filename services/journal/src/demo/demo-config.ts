import { readConfig } from '@parta/chassis/config';
import { z } from 'zod';

const DemoConfig = z.object({
  /** As `journal_app`. */
  DATABASE_URL: z.string(),
  /** As `journal_owner`: only it may list pages of all institutions. */
  OWNER_DATABASE_URL: z.string(),
});

export const config = readConfig(DemoConfig, process.env);
