import { runningStart } from './local-files.ts';
import { resetData } from './reset-data.ts';
import { say } from './say.ts';

const running = runningStart();
if (running !== undefined) {
  say(`Parta runs here (process ${running}): stop it first with Ctrl-C.`);
  process.exit(1);
}
await resetData((step) => say(`✓ ${step}`));
say('Next: npm start');
