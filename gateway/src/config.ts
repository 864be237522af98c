import { readConfig } from '@parta/chassis/config';
import { GatewayConfig } from './gateway-config.ts';

/** The only reader of the environment; only `main.ts` imports it. */
export const environment = process.env;
export const config = readConfig(GatewayConfig, environment);
