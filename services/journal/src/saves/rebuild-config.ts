import { readConfig } from '@parta/chassis/config';
import { z } from 'zod';

/** As `journal_app`, whose rows are one institution's, and as `journal_owner`, who knows which there are. */
export const config = readConfig(z.object({ DATABASE_URL: z.string(), OWNER_DATABASE_URL: z.string() }), process.env);
