import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import { localFolder } from '@parta/local/repository-folder';
import { say, step } from '@parta/local/say';
import { type BenchRow, markdownOf } from './bench-row.ts';
import { whenCalm } from './load/cpu.ts';
import { benchPages } from './pages/bench-pages.ts';
import { type BenchPlatform, startBenchPlatform } from './platform/bench-platform.ts';
import { schoolOf30, seedRegion } from './platform/seed-region.ts';
import { whenArrived } from './platform/when-arrived.ts';
import { deliveryRows } from './rows/delivery.ts';
import { eveningRows } from './rows/evening.ts';
import { gatewayRows } from './rows/gateway-get.ts';
import { readRows } from './rows/reads.ts';
import { overloadRows } from './rows/overload.ts';
import { relayRows } from './rows/relay.ts';
import { replicaRows } from './rows/replicas.ts';
import { reportPdfRows } from './rows/report-pdf.ts';
import { saveColumnRows } from './rows/save-column.ts';
import { startAndMemoryRows } from './rows/start-and-memory.ts';
import { volumeRows } from './rows/volume.ts';

/** Rows that one platform of its own serves, in the order in which they run. */
const rowsOf: Readonly<Record<string, (bench: BenchPlatform) => Promise<readonly BenchRow[]>>> = {
  rest: startAndMemoryRows,
  saves: saveColumnRows,
  gateway: gatewayRows,
  reads: readRows,
  delivery: deliveryRows,
  evening: eveningRows,
  overload: overloadRows,
  relay: relayRows,
  reports: reportPdfRows,
  replicas: replicaRows,
  volume: volumeRows,
};
const INSTITUTIONS = 20;

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => name !== 'pages' && !Object.hasOwn(rowsOf, name));
if (unknown.length > 0) {
  say(`There is no bench «${unknown.join(', ')}». Known: ${['pages', ...Object.keys(rowsOf)].join(', ')}`);
  process.exit(1);
}
if (wanted.includes('pages')) await benchPages().catch(fail);
const names = Object.keys(rowsOf).filter((name) => wanted.length === 0 || wanted.includes(name));
if (names.length > 0) await benchServices(names).catch(fail);
process.exit(process.exitCode ?? 0);

async function benchServices(chosen: readonly string[]): Promise<void> {
  const machine = `${cpus().length} cores (${cpus()[0]?.model.trim() ?? 'unknown'}), ${Math.round(totalmem() / 2 ** 30)} GB, Node ${process.version}`;
  say(machine);
  const rows: BenchRow[] = [];
  await using bench = await step('platform', () => startBenchPlatform({ replicas: { journal: 3 } }));
  await step('region of 20 schools', () =>
    seedRegion((service) => bench.platform.databaseUrl(service, 'owner'), {
      ...schoolOf30,
      institutions: INSTITUTIONS,
    }),
  );
  for (const index of [1, 2]) await bench.platform.stopReplica('journal', index);
  for (const name of chosen) {
    // what the row before has left to the consumers is not this row's load
    await whenArrived(bench);
    await whenCalm(bench.processes);
    // what fails is told and costs nobody the other rows
    const measured = await step(name, () => rowsOf[name]?.(bench) ?? Promise.resolve([])).catch((error: unknown) => {
      fail(error);
      return [];
    });
    rows.push(...measured);
    for (const row of measured) if (row.details) say(`      ${row.row}: ${textOf(row.details)}`);
  }
  say('');
  for (const line of markdownOf(rows)) say(line);
  mkdirSync(join(localFolder, 'bench'), { recursive: true });
  const result = { measuredAt: new Date().toISOString(), machine, rows };
  writeFileSync(join(localFolder, 'bench/services.json'), JSON.stringify(result, null, 2));
}

function textOf(details: NonNullable<BenchRow['details']>): string {
  return Object.entries(details)
    .map(([name, value]) => `${name} ${typeof value === 'number' ? value.toFixed(2) : value}`)
    .join(', ');
}

function fail(error: unknown): void {
  say(error instanceof Error ? (error.stack ?? error.message) : String(error));
  process.exitCode = 1;
}
