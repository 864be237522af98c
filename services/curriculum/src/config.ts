import { readConfig } from '@parta/chassis/config';
import { CurriculumConfig } from './curriculum-config.ts';

/** The only reader of the environment in this service. */
export const environment = process.env;
export const config = readConfig(CurriculumConfig, environment);
