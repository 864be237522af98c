import { readConfig } from '@parta/chassis/config';
import { ReportingConfig } from './reporting-config.ts';

export const environment = process.env;
export const config = readConfig(ReportingConfig, environment);
