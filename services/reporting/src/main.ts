import { runProcess } from '@parta/chassis/process';
import { buildReporting } from './app.ts';
import { config, environment } from './config.ts';

await runProcess({ name: 'reporting', build: buildReporting }, config, environment);
