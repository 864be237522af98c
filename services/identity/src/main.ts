import { runProcess } from '@parta/chassis/process';
import { buildIdentity } from './app.ts';
import { config, environment } from './config.ts';

await runProcess({ name: 'identity', build: buildIdentity }, config, environment);
