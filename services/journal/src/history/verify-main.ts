import { connectDatabase } from '@parta/chassis/db/database';
import { buildLog } from '@parta/chassis/log';
import { config } from './verify-config.ts';
import { verifyHistory } from './verify-history.ts';

const log = buildLog('journal-verify', 'info');
const owner = connectDatabase(config.OWNER_DATABASE_URL, { max: 1, name: 'journal-verify' });
const { pages, broken } = await verifyHistory(owner);
for (const page of broken) log.error(page, 'the history of this page does not hold from this save on');
log.info({ pages, broken: broken.length }, 'history read');
await owner.destroy();
process.exitCode = broken.length === 0 ? 0 : 1;
