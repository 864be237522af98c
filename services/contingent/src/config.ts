import { BaseConfig, readConfig } from '@parta/chassis/config';

/** The only reader of the environment in this service. */
export const environment = process.env;
export const config = readConfig(BaseConfig, environment);
