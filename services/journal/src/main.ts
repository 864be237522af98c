import { runProcess } from '@parta/chassis/process';
import { buildJournal } from './app.ts';
import { config, environment } from './config.ts';

await runProcess({ name: 'journal', build: buildJournal }, config, environment);
