import { runProcess } from '@parta/chassis/process';
import { buildIdentity } from './app.ts';
import { config, environment } from './config.ts';
import { sources } from './sources.ts';

await runProcess({ name: 'identity', build: buildIdentity, sources }, config, environment);
