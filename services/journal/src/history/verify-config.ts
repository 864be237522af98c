import { readConfig } from '@parta/chassis/config';
import { z } from 'zod';

/** As `journal_owner`. */
export const config = readConfig(z.object({ OWNER_DATABASE_URL: z.string() }), process.env);
