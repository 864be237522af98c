import { readConfig } from '@parta/chassis/config';
import { DoctorConfig } from './doctor-config.ts';

/** The only reader of the environment; only `watch.ts` imports it. */
export const environment = process.env;
export const config = readConfig(DoctorConfig, environment);
