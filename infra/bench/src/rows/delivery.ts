import { get } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { type BenchRow, cpuEach } from '../bench-row.ts';
import { cpuOf } from '../load/cpu.ts';
import { buildSender, expectStatus } from '../load/http-sender.ts';
import { openLoop } from '../load/load.ts';
import type { BenchPlatform } from '../platform/bench-platform.ts';
import { benchId } from '../platform/bench-id.ts';
import { ColumnSave } from '../platform/column-save.ts';
import { names, schoolOf30 } from '../platform/seed-region.ts';
import { whenArrived } from '../platform/when-arrived.ts';
import { median, percentile } from '../statistics.ts';

/** Cell saves a second in the window after the bell: for a tenth of a region as the evening's mix, for more, for 500,000 students. */
const LOADS = [
  { perSecond: 26, seconds: 60 },
  { perSecond: 150, seconds: 60 },
  { perSecond: 257, seconds: 120 },
] as const;
const PAGES = 120;
const READERS = 60;

/**
 * From a key of the teacher to the item on the open stream of the student, both through the gateway, at the bell's rate. The wait of a
 * save that queues counts: a teacher waits for it too.
 */
export async function deliveryRows(bench: BenchPlatform): Promise<readonly BenchRow[]> {
  const columns = Array.from({ length: PAGES }, (_, number) => columnOf(bench, number));
  const rows: BenchRow[] = [];
  for (const load of LOADS) {
    await whenArrived(bench);
    rows.push(await deliveryAt(bench, columns, load));
  }
  return rows;
}

async function deliveryAt(
  bench: BenchPlatform,
  columns: readonly ColumnSave[],
  { perSecond, seconds }: (typeof LOADS)[number],
): Promise<BenchRow> {
  const { platform } = bench;
  const sender = buildSender(platform.url);
  // the diary is read from the journal's own tables: what a save answered is there; the bell's item takes the way by Kafka
  const askedAt = new Map<string, number>();
  const arrivals: number[] = [];
  const streams = Array.from({ length: READERS }, (_, number) =>
    openStream(bench, number % 20, Math.floor(number / 20), (workId, studentId, value) => {
      const key = `${workId}/${studentId}/${value}`;
      const from = askedAt.get(key);
      if (from !== undefined) arrivals.push(performance.now() - from);
      askedAt.delete(key);
    }),
  );
  await delay(1000);
  const { result, cpu } = await cpuOf(bench.processes, () =>
    openLoop({ perSecond, seconds }, async (turn) => {
      const column = columns[turn % PAGES];
      if (!column) return;
      const cell = column.nextCell(Math.floor(turn / PAGES) % schoolOf30.students, '/api/journal');
      askedAt.set(`${cell.workId}/${cell.studentId}/${cell.value}`, performance.now());
      const { body } = expectStatus(await sender.send(cell.asked), 200);
      cell.answered(body);
    }),
  );
  await delay(5000);
  for (const close of streams) close();
  sender.close();
  return {
    row: `mark entered → student's open inbox at ${perSecond} saves/s for ${seconds} s, p99`,
    unit: 'ms',
    value: percentile(arrivals, 0.99),
    goal: { atMost: 1000 },
    details: {
      ...{ arrivals: arrivals.length, 'median ms': median(arrivals), 'p95 ms': percentile(arrivals, 0.95) },
      ...{ 'save p95 ms': result.p95Ms, 'save p99 ms': result.p99Ms, failed: result.failed },
      ...cpuEach(cpu, result.requests),
    },
  };
}

function columnOf(bench: BenchPlatform, number: number): ColumnSave {
  const [institution, page] = [number % 20, Math.floor(number / 20)];
  const token = bench.token({
    person: names.teacher(institution, page),
    institution: names.institution(institution),
    role: 'teacher',
  });
  return new ColumnSave({ institution, page, lesson: schoolOf30.lessons - 1 }, token);
}

/** Follows one student's inbox; answers what closes it. */
function openStream(
  bench: BenchPlatform,
  institution: number,
  student: number,
  onMark: (workId: string, studentId: string, value: number) => void,
): () => void {
  const token = bench.token({
    person: names.student(institution, student),
    institution: names.institution(institution),
    role: 'student',
  });
  const headers = { authorization: `Bearer ${token}`, accept: 'text/event-stream' };
  const studentId = benchId(names.student(institution, student));
  const request = get(`${bench.platform.url}/api/notifications/stream`, { headers }, (answer) => {
    let rest = '';
    answer.on('data', (chunk: Buffer) => {
      const lines = (rest + chunk.toString()).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines.filter((each) => each.startsWith('data:'))) {
        const { fact } = JSON.parse(line.slice(5)) as { fact?: { workId?: string; after?: { value?: number } } };
        if (fact?.workId !== undefined) onMark(fact.workId, studentId, fact.after?.value ?? 0);
      }
    });
  });
  request.on('error', () => undefined);
  return () => request.destroy();
}
