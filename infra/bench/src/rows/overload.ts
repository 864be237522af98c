import { setTimeout as pause } from 'node:timers/promises';
import type { BenchRow } from '../bench-row.ts';
import { buildSender, expectStatus } from '../load/http-sender.ts';
import { closedLoop, openLoop } from '../load/load.ts';
import type { BenchPlatform } from '../platform/bench-platform.ts';
import { columnsOf } from './save-column.ts';
import { headersOf, reads } from './reads.ts';

/** Each asks for its journal page again as soon as it has it: several times what a machine can answer. */
const READERS = 400;
const SECONDS = 20;
const RUSH_MS = 4000;
/** Teachers save on meanwhile. */
const SAVES_A_SECOND = 20;
/** Of three columns each: a column is saved again when its last save was answered long ago. */
const TEACHERS = 40;
/** As a refused page comes again. */
const RETRY_MS = 1000;

/** Saves while far more is read than can be answered: who writes is served, who reads is told to come again. [reliability P3] */
export async function overloadRows(bench: BenchPlatform): Promise<readonly BenchRow[]> {
  const sender = buildSender(bench.platform.url);
  const columns = Array.from({ length: TEACHERS }, (_, client) => columnsOf(bench, client)).flat();
  const save = async (turn: number): Promise<void> => {
    const column = columns[turn % columns.length];
    if (!column) throw new Error('no column');
    const { body } = expectStatus(await sender.send(column.next('/api/journal')), 200);
    column.answered(body);
  };
  const saving = () => openLoop({ perSecond: SAVES_A_SECOND, seconds: SECONDS }, save);
  await openLoop({ perSecond: SAVES_A_SECOND, seconds: 4 }, save);
  const calm = await saving();

  const asked = Array.from({ length: READERS }, (_, client) => reads.page(client));
  const headers = asked.map(({ actor }) => headersOf(bench.token(actor)));
  let refused = 0;
  const reading = closedLoop({ clients: READERS, seconds: SECONDS + RUSH_MS / 1000 }, async (client) => {
    const answer = await sender.send({
      path: `/api/journal${asked[client]?.path ?? ''}`,
      headers: headers[client] ?? {},
    });
    if (answer.status !== 503) return void expectStatus(answer, 200);
    refused += 1;
    await pause(RETRY_MS);
    throw new Error('refused');
  });
  // the first moment, in which all of them come at once, is another matter
  await pause(RUSH_MS);
  const [busy, read] = await Promise.all([saving(), reading]);
  sender.close();
  return [
    {
      row: `save at ${SAVES_A_SECOND}/s while ${READERS} clients read journal pages without a pause, p95`,
      unit: 'ms',
      value: busy.p95Ms,
      goal: { atMost: 700 },
      details: {
        ...{ 'median ms': busy.medianMs, 'p99 ms': busy.p99Ms, 'saves failed': busy.failed },
        ...{ 'p95 ms without readers': calm.p95Ms, 'pages/s': read.perSecond, 'page median ms': read.medianMs },
        ...{ 'page p95 ms': read.p95Ms, 'pages refused': refused, 'pages failed': read.failed - refused },
      },
    },
  ];
}
