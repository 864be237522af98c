import { runProcess } from '@parta/chassis/process';
import { buildCurriculum } from './app.ts';
import { config, environment } from './config.ts';
import { sources } from './sources.ts';

await runProcess({ name: 'curriculum', build: buildCurriculum, sources }, config, environment);
