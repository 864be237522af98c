import { readConfig } from '@parta/chassis/config';
import { IdentityConfig } from './identity-config.ts';

export const environment = process.env;
export const config = readConfig(IdentityConfig, environment);
