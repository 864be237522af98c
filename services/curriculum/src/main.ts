import { runProcess } from '@parta/chassis/process';
import { buildCurriculum } from './app.ts';
import { config, environment } from './config.ts';

await runProcess({ name: 'curriculum', build: buildCurriculum }, config, environment);
