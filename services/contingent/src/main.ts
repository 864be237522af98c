import { runProcess } from '@parta/chassis/process';
import { buildContingent } from './app.ts';
import { config, environment } from './config.ts';
import { sources } from './sources.ts';

await runProcess({ name: 'contingent', build: buildContingent, sources }, config, environment);
