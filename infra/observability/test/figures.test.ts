import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { pagesContract } from '@parta/contracts/http/journal/pages';
import { textfileOf } from '@parta/doctor/report';
import { buildJournal } from '@parta/journal/app';
import { type Component, startComponent } from '@parta/testkit/component';
import { PATIENCE_MS } from '@parta/testkit/eventually';
import pg from 'pg';
import { type GatewayUnderTest, startGatewayUnderTest } from '../../../gateway/test/gateway-under-test.ts';
import { smallSchool } from '../../../services/journal/test/small-school.ts';
import { recordings } from '../src/budget-alerts.ts';
import { metricNames } from '../src/metric-names.ts';
import { boards } from '../src/observability-files.ts';
import { alerts } from '../src/rules-file.ts';

const clock = { now: () => new Date('2026-11-03T09:00:00Z') };

/** What Prometheus hears from others, and from whom. */
const ofOthers: Readonly<Record<string, string>> = {
  up: 'Prometheus itself',
  node_filesystem_avail_bytes: 'node_exporter',
  node_filesystem_size_bytes: 'node_exporter',
  probe_ssl_earliest_cert_expiry: 'blackbox_exporter',
  parta_backup_last_success_seconds: 'the backup, by the textfile collector',
};
/** A label more multiplies every series: these have few values each, and none names a person or an institution. */
const LABELS = new Set([
  ...['service', 'operation', 'status', 'le', 'topic', 'group', 'outcome', 'kind', 'state', 'dependency', 'upstream'],
  'pool',
  // prom-client's own
  ...['type', 'version', 'major', 'minor', 'patch', 'space'],
]);

const expressions = [
  ...recordings.map(({ expr }) => expr),
  ...alerts.map(({ expr }) => expr),
  ...Object.values(boards)
    .filter(({ source }) => source === 'prometheus')
    .flatMap(({ rows }) =>
      rows.flatMap(({ panels }) => panels.flatMap(({ queries }) => queries.map(({ ask }) => ask))),
    ),
];

describe('figures that rules and boards read', () => {
  let journal: Component;
  let gateway: GatewayUnderTest;
  let text: string;
  const school = smallSchool();
  const scrape = async (url: string): Promise<string> => (await fetch(`${url}/metrics`)).text();

  beforeAll(async () => {
    const migrations = new URL('../../../services/journal/migrations/', import.meta.url);
    journal = await startComponent({ definition: { name: 'journal', build: buildJournal }, migrations, clock });
    await journal.database.owner('dead_letter').insert({
      ...{
        consumer: 'journal',
        message_id: randomUUID(),
        topic: 'contingent.people',
        partition: 0,
        message_offset: '7',
      },
      ...{ reason: 'x', headers: '{}' },
    });
    await journal.publish(school.events);
    await save();
    gateway = await startGatewayUnderTest();
    // a request of its own, and a replica that is dropped: the double of reporting refuses
    await gateway.get('/api/journal/pages/none');
    while (!(await scrape(gateway.url)).includes('replicas_dropped_total{')) await gateway.get('/health');
    text = [await scrape(journal.service.url), await scrape(gateway.url), textfileOf([], 0)].join('\n');
  });
  afterAll(async () => {
    await journal[Symbol.asyncDispose]();
    await gateway[Symbol.asyncDispose]();
  });

  async function save(): Promise<void> {
    const assignment = { institutionId: school.institutionId, roles: ['teacher'], assignmentId: randomUUID() } as const;
    const pages = journal.as(pagesContract, { ...school.teacher, ...assignment, at: clock.now() });
    const params = { pageId: school.pageId };
    const workId = randomUUID();
    await pages.addWork({ params, body: { id: workId, lessonId: school.monday, typeKey: 'answer' } });
    const change = { kind: 'mark', workId, studentId: school.students[0], baseVersion: 0, mark: null } as const;
    await pages.changeCells({ params, body: { changes: [change] } });
    await journal.service.settle();
  }

  it('are all told by a service, by the doctor, or by somebody who is named here', () => {
    const told = new Set([...text.matchAll(/^# TYPE (\w+)/gm)].map(([, name]) => name));
    for (const [, name] of text.matchAll(/^(\w+)[ {]/gm)) told.add(name);
    for (const { record } of recordings) told.add(record);
    const names = new Set(expressions.flatMap(metricNames));
    expect([...names].filter((name) => !told.has(name) && !Object.hasOwn(ofOthers, name))).toEqual([]);
    expect(Object.keys(ofOthers).filter((name) => !names.has(name))).toEqual([]);
  });

  it('have every value that the services tell of themselves, none of them only a heading', () => {
    const headings = [...text.matchAll(/^# TYPE (\w+) /gm)].map(([, name = '']) => name);
    const read = new Set(expressions.flatMap(metricNames));
    const silent = headings
      .filter((name) => !name.startsWith('parta_doctor'))
      .filter((name) => [name, `${name}_count`, `${name}_bucket`].some((each) => read.has(each)))
      .filter((name) => !new RegExp(`^${name}(_count|_bucket)?[ {]`, 'm').test(text));
    expect(silent).toEqual([]);
  });

  it('have the buckets that the rules compare with', () => {
    const borders = new Set(
      [...text.matchAll(/^(\w+_bucket)\{.*\ble="([\d.]+)"/gm)].map(([, name, le]) => `${name} ${le}`),
    );
    const used = expressions.flatMap((each) =>
      [...each.matchAll(/(\w+_bucket)\{[^}]*\ble="([\d.]+)"/g)].map(([, name, le]) => `${name} ${le}`),
    );
    expect(used.length).toBeGreaterThan(0);
    expect(used.filter((border) => !borders.has(border))).toEqual([]);
  });

  it('have only labels of few values', () => {
    const labels = new Set([...text.matchAll(/[{,](\w+)="/g)].map(([, label]) => label ?? ''));
    labels.delete('check');
    expect([...labels].filter((label) => !LABELS.has(label))).toEqual([]);
  });

  it('are told while the database is away, which is told too', async () => {
    expect(text).toContain('dependency_up{dependency="postgres",service="journal"} 1');
    const database = new URL(journal.database.appUrl).pathname.slice(1);
    const admin = new pg.Client({ connectionString: process.env['TEST_POSTGRES_URL'] });
    await admin.connect();
    await admin.query(`alter database ${database} allow_connections false`);
    await admin.query('select pg_terminate_backend(pid) from pg_stat_activity where datname = $1', [database]);
    let now = '';
    const began = Date.now();
    // an answer of before is told for five seconds, of each figure by its own age
    while (!now.includes('dependency="postgres",service="journal"} 0') || /^outbox_rows/m.test(now)) {
      const asked = Date.now();
      now = await scrape(journal.service.url);
      // Prometheus waits ten seconds
      expect(Date.now() - asked).toBeLessThan(10_000);
      if (Date.now() - began > PATIENCE_MS) throw new Error(`the database is away and nobody says so:\n${now}`);
    }
    expect(now).toContain('process_cpu_seconds_total');
    await admin.query(`alter database ${database} allow_connections true`);
    await admin.end();
  });
});
