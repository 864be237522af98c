import { connectDatabase } from '@parta/chassis/db/database';
import { buildInTenant } from '@parta/chassis/db/tenant';
import { buildLog } from '@parta/chassis/log';
import { compareStandings } from './compare-standings.ts';
import { config } from './rebuild-config.ts';
import { rebuildStandings } from './rebuild-standings.ts';

// A repair: makes the standings anew from the cells where they differ, and leaves the others alone
const log = buildLog('journal-standings', 'info');
const owner = connectDatabase(config.OWNER_DATABASE_URL, { max: 1, name: 'journal-standings' });
const app = connectDatabase(config.DATABASE_URL, { max: 1, name: 'journal-standings' });
const inTenant = buildInTenant(app);
const years: { institution: string; year: number }[] = await owner('page')
  .where('seq', '>', 0)
  .distinct({ institution: 'institution_id', year: 'year' });
let pages = 0;
for (const { institution, year } of years) {
  pages += await inTenant({ institutionId: institution }, async (trx) => {
    const off = await compareStandings(trx, year);
    if (off.length > 0) await rebuildStandings(trx, institution, year);
    return off.length;
  });
}
log.info({ years: years.length, pages }, 'standings recomputed');
await Promise.all([owner.destroy(), app.destroy()]);
