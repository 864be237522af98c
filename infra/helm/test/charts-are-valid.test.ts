import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { repositoryFolder } from '@parta/local/repository-folder';
import { helmFiles } from '../src/helm-files.ts';
import { isOfModels, judgeByModels } from '../src/judge-by-models.ts';
import { type ChartOrder, type RenderedChart, renderCharts } from '../src/render-charts.ts';
import { everyOrder } from './rendered-charts.ts';

/** What values must not say, and the place that Helm names. */
const refused: readonly (readonly [place: string, order: ChartOrder])[] = [
  ['/spread', { chart: 'parta', set: { spread: 'Perhaps' } }],
  ['/publicUrl', { chart: 'parta', set: { publicUrl: 'parta.example.org' } }],
  ['/autoscaling/maxReplicas', { chart: 'parta', set: { 'autoscaling.maxReplicas': 13 } }],
  ['/workloads/journal', { chart: 'parta', set: { 'workloads.journal.replica': 3 } }],
  ['/servers/redis/url', { chart: 'parta', set: { 'servers.redis.url': 'redis://:password@redis:6379' } }],
  ['/doctor/hour', { chart: 'parta', set: { 'doctor.hour': 24 } }],
  ['/tracing/endpoint', { chart: 'parta', set: { 'tracing.endpoint': 'http://otel-collector.monitoring' } }],
  ['/postgres/instances', { chart: 'region-servers', set: { 'postgres.synchronous': true } }],
  ['/kafka/auth', { chart: 'region-servers', set: { 'kafka.auth': 'tls' } }],
];
/** No package tells what it may hold; its names were compared by hand with the operator's own definition. */
const notJudged = new Set(['ObjectStore']);
/** A server that begins with what was at a moment. */
const restoring: ChartOrder = {
  chart: 'region-servers',
  set: {
    'postgres.restore.until': '2026-11-23T09:00:00Z',
    'postgres.restore.archive': 'parta-postgres',
    'postgres.backup.archive': 'parta-postgres-2',
  },
};
const traced: ChartOrder = {
  chart: 'parta',
  set: { 'tracing.endpoint': 'http://otel-collector.monitoring:4318', 'tracing.headersSecret': 'collector' },
};
const withoutDoctor: ChartOrder = { chart: 'parta', set: { 'doctor.enabled': false } };
const whole = [...everyOrder, traced, withoutDoctor, restoring];
const wrongChart: ChartOrder = { chart: 'test/wrong-chart' };

describe('the charts', () => {
  let helm: string;
  let rendered: readonly RenderedChart[];
  let wrong: RenderedChart;
  let refusals: readonly RenderedChart[];

  beforeAll(async () => {
    const old = { chart: 'parta', kubeVersion: '1.29.0' };
    const asked = await renderCharts([...whole, wrongChart, ...refused.map(([, order]) => order), old]);
    helm = asked.helm;
    rendered = asked.charts.slice(0, whole.length);
    wrong = asked.charts[whole.length] as RenderedChart;
    refusals = asked.charts.slice(whole.length + 1);
  });

  it('are rendered by Helm 3.21 and have nothing that its linter minds', () => {
    expect(helm).toMatch(/^v3\.21\./);
    expect(rendered.map(({ error, lint }) => [error, lint])).toEqual(whole.map(() => [null, []]));
    expect(Math.min(...rendered.map(({ objects }) => objects.length))).toBeGreaterThan(25);
  });

  it('hold only objects that Kubernetes 1.36, Strimzi and the Prometheus operator know', () => {
    const problems = rendered.flatMap(({ objects }) =>
      objects.flatMap((judged) => judged.problems.map((problem) => `${judged.object.metadata.name}: ${problem}`)),
    );
    expect(problems).toEqual([]);
  });

  it('hold only objects that KEDA and CloudNativePG know', async () => {
    const left = rendered.flatMap(({ objects }) => objects.filter(({ known }) => !known).map(({ object }) => object));
    expect(left.filter((object) => !isOfModels(object) && !notJudged.has(object.kind))).toEqual([]);
    const objects = left.filter(isOfModels);
    expect(new Set(objects.map(({ kind }) => kind))).toEqual(
      new Set(['Cluster', 'ScheduledBackup', 'ScaledObject', 'TriggerAuthentication']),
    );
    expect((await judgeByModels(objects)).flat()).toEqual([]);
  });

  it('write a restored server’s archive into another folder than it was read from', () => {
    const text = JSON.stringify(rendered[whole.length - 1]?.objects);
    expect(text).toContain('"recoveryTarget":{"targetTime":"2026-11-23T09:00:00Z"}');
    expect(text).toContain(
      '"isWALArchiver":true,"parameters":{"barmanObjectName":"parta-postgres","serverName":"parta-postgres-2"}',
    );
    expect(text).not.toContain('"initdb"');
  });

  it('do without the doctor where it is not wanted', () => {
    expect(JSON.stringify(rendered[whole.indexOf(withoutDoctor)])).not.toContain('doctor');
  });

  it('let every workload tell its traces where there is a collector, and none where there is not', () => {
    const of = (order: ChartOrder): string[] => {
      const objects = rendered[whole.indexOf(order)]?.objects.map(({ object }) => object) ?? [];
      const telling = objects.filter((object) => JSON.stringify(object).includes('OTEL_EXPORTER_OTLP_ENDPOINT'));
      const opened = objects.filter((object) => JSON.stringify(object).includes('"ports":[{"port":4318}]'));
      expect(opened.map(({ metadata }) => metadata.name)).toEqual(telling.map(({ metadata }) => metadata.name));
      return telling.map(({ kind, metadata }) => `${kind} ${metadata.name}`);
    };
    expect(of(traced)).toHaveLength(7);
    expect(JSON.stringify(rendered[whole.indexOf(traced)])).toContain(
      '"name":"OTEL_EXPORTER_OTLP_HEADERS","valueFrom":{"secretKeyRef":{"name":"collector","key":"headers"}}',
    );
    for (const order of everyOrder) expect(of(order)).toEqual([]);
  });

  it('would not hide a mistake: each object of a chart of mistakes has one', async () => {
    expect(wrong.error).toBeNull();
    const byModels = wrong.objects.filter(({ object }) => isOfModels(object)).map(({ object }) => object);
    const found = [
      ...wrong.objects.filter(({ object }) => !isOfModels(object)).map(({ problems }) => problems),
      ...(await judgeByModels(byModels)),
    ];
    expect(found).toHaveLength(9);
    expect(found.map((problems) => problems.length > 0)).toEqual(found.map(() => true));
  });

  it.each(refused.map(([place], index) => [place, index] as const))('refuse wrong values: %s', (place, index) => {
    expect(refusals[index]?.error).toContain(place);
  });

  it('refuse a cluster that is too old for a pause before the end', () => {
    expect(refusals.at(-1)?.error).toContain('incompatible with Kubernetes v1.29.0');
  });

  it('hold rules, boards, topics and readers as they are now', () => {
    const committed = (path: string): string => readFileSync(join(repositoryFolder, path), 'utf8');
    const stale = Object.entries(helmFiles()).filter(([path, text]) => committed(path) !== text);
    expect(stale.map(([path]) => `${path} (npm run generate)`)).toEqual([]);
  });
});
