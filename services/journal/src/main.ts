import { runProcess } from '@parta/chassis/process';
import { buildJournal } from './app.ts';
import { config, environment } from './config.ts';
import { sources } from './sources.ts';

await runProcess({ name: 'journal', build: buildJournal, sources }, config, environment);
