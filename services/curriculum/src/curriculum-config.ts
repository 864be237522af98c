import { z } from 'zod';
import { BaseConfig } from '@parta/chassis/config';

export const CurriculumConfig = BaseConfig.extend({
  /** Where the import of a file finds and makes staff and classes. */
  CONTINGENT_URL: z.string(),
});
export type CurriculumConfig = z.infer<typeof CurriculumConfig>;
