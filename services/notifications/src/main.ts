import { runProcess } from '@parta/chassis/process';
import { buildNotifications } from './app.ts';
import { config, environment } from './config.ts';

await runProcess({ name: 'notifications', build: buildNotifications }, config, environment);
