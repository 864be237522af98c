import { BaseConfig, readConfig } from '@parta/chassis/config';

export const environment = process.env;
export const config = readConfig(BaseConfig, environment);
