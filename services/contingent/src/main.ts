import { runProcess } from '@parta/chassis/process';
import { buildContingent } from './app.ts';
import { config, environment } from './config.ts';

await runProcess({ name: 'contingent', build: buildContingent }, config, environment);
