import { buildInTenant } from '@parta/chassis/db/tenant';
import { verifyHistory } from '@parta/journal/history/verify-history';
import { compareStandings, type PageOff } from '@parta/journal/saves/compare-standings';
import { check } from '../check.ts';
import type { Connections } from '../connections.ts';
import { illOr, type Verdict, wrong } from '../verdict.ts';

const PAGES_OF_SAMPLE = 200;
const YEARS_OF_SAMPLE = 5;
/** Named in the finding; the command names all. */
const SHOWN = 5;

export interface History {
  readonly pages: number;
  readonly full: boolean;
  readonly broken: readonly { readonly pageId: string; readonly seq: number }[];
}

const some = (names: readonly string[]): string =>
  `${names.slice(0, SHOWN).join(', ')}${names.length > SHOWN ? ` и ещё ${names.length - SHOWN}` : ''}`;

export const judgeHistory = ({ pages, full, broken }: History): readonly Verdict[] =>
  illOr(
    [
      broken.length === 0
        ? undefined
        : wrong(
            `цепочка не сходится: ${some(broken.map(({ pageId, seq }) => `страница ${pageId} с записи ${seq}`))}`,
            'ничего не исправлять; npm run verify-history назовёт все страницы, дальше по инструкции',
          ),
    ],
    `сходится, прочитано страниц: ${pages}${full ? '' : ' (новейшие; все: npm run doctor -- --full)'}`,
  );

const hasJournal = (connections: Connections): boolean => connections.services.includes('journal');

export const historyCheck = check<History>({
  name: 'history',
  title: 'История журнала',
  runbook: 'HistoryChainBroken',
  gather: async ({ target: { full }, connections }) => {
    if (!hasJournal(connections)) return undefined;
    const read = await verifyHistory(connections.of('journal', 'owner'), full ? {} : { newest: PAGES_OF_SAMPLE });
    return { ...read, full };
  },
  judge: judgeHistory,
});

export interface Standings {
  /** Years of institutions that were recomputed. */
  readonly years: number;
  readonly full: boolean;
  readonly off: readonly PageOff[];
}

export const judgeStandings = ({ years, full, off }: Standings): readonly Verdict[] =>
  illOr(
    [
      off.length === 0
        ? undefined
        : wrong(
            `суммы не равны пересчёту: ${some(off.map(({ pageId, rows }) => `страница ${pageId}, строк ${rows}`))}`,
            'npm run rebuild-standings (отметки не меняются), затем npm run doctor',
          ),
    ],
    `сходятся с клетками, пересчитано учебных лет организаций: ${years}${full ? '' : ' (выборка; все: npm run doctor -- --full)'}`,
  );

export const standingsCheck = check<Standings>({
  name: 'standing',
  title: 'Средние баллы',
  runbook: 'StandingOff',
  gather: async ({ target: { full }, connections }) => {
    if (!hasJournal(connections)) return undefined;
    const years = await connections.rows<{ institution: string; year: number }>(
      'journal',
      'owner',
      // the institutions that saved last, as history's sample
      `select institution_id as institution, year from page where seq > 0 group by 1, 2
       order by min(age(xmin)) ${full ? '' : `limit ${YEARS_OF_SAMPLE}`}`,
    );
    const inTenant = buildInTenant(connections.of('journal', 'app'));
    const off: PageOff[] = [];
    for (const { institution, year } of years)
      off.push(...(await inTenant({ institutionId: institution }, (trx) => compareStandings(trx, year))));
    return { years: years.length, full, off };
  },
  judge: judgeStandings,
});
