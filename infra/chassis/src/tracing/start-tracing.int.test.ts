import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, describe, expect, it } from '@jest/globals';
import { trace } from '@opentelemetry/api';
import { eventually } from '@parta/testkit/eventually';
import { TracingConfig } from '../config.ts';
import { currentPlace, runAtPlace } from '../context.ts';
import { buildHttpApp, listen, type Listening, stopListening } from '../http/server.ts';
import type { Log } from '../log.ts';
import { buildMetrics, type Metrics } from '../metrics.ts';
import { currentTraceId, inSpan, openServerSpan, recordedTraceparent } from './span.ts';
import { startTracing, type Tracing } from './start-tracing.ts';
import { parseTraceparent } from './traceparent.ts';

const recorded = parseTraceparent(`00-${'a'.repeat(32)}-${'b'.repeat(16)}-01`);

describe('tracing', () => {
  const warnings: unknown[] = [];
  const log = { info: () => undefined, warn: (fact: unknown) => void warnings.push(fact) } as unknown as Log;
  let tracing: Tracing;
  let metrics: Metrics;
  let listening: Listening | undefined;
  let collector: Server | undefined;

  async function start(endpoint: string, ratio = '1', believesCallers = true): Promise<void> {
    metrics = buildMetrics('test');
    const config = TracingConfig.parse({ OTEL_EXPORTER_OTLP_ENDPOINT: endpoint, OTEL_TRACES_SAMPLER_ARG: ratio });
    tracing = await startTracing('test', config, { log, metrics, believesCallers });
  }
  async function collect(answer: RequestListener): Promise<string> {
    collector = createServer(answer);
    await new Promise<void>((resolve) => collector?.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(collector.address() as AddressInfo).port}`;
  }
  async function serve(): Promise<string> {
    const routes = (app: Parameters<Parameters<typeof buildHttpApp>[0]['routes']>[0]): void => {
      app.get('/work', async (_request, response) => {
        response.locals['operation'] = 'work';
        await inSpan({ name: 'part' }, () => pause(1));
        response.json({ traced: currentTraceId() !== undefined });
      });
    };
    listening = await listen(
      buildHttpApp({ service: 'test', log, metrics, notReady: () => [], routes }),
      '127.0.0.1',
      0,
    );
    return `${listening.url}/work`;
  }
  const lost = async (): Promise<number> =>
    ((await metrics.registry.getSingleMetric('spans_lost_total')?.get())?.values ?? []).reduce(
      (n, v) => n + v.value,
      0,
    );
  afterEach(async () => {
    await tracing.stop();
    if (listening) await stopListening(listening);
    collector?.closeAllConnections();
    collector?.close();
    [listening, collector] = [undefined, undefined];
    warnings.length = 0;
  });

  it('is nothing but the API’s empty calls without a collector', async () => {
    await start('');
    expect(metrics.registry.getSingleMetric('spans_lost_total')).toBeUndefined();
    expect(trace.getTracer('parta').startSpan('any').isRecording()).toBe(false);
    expect(openServerSpan({ name: 'request' }, undefined)).toBeUndefined();
    let seen: unknown = 'nothing yet';
    const work = async (span: unknown) => void (seen = span);
    await inSpan({ name: 'part' }, work);
    expect(seen).toBeUndefined();
    const response = await fetch(await serve());
    expect(await response.json()).toEqual({ traced: false });
  });

  it('hands on a trace that others record though it records none itself', async () => {
    await start('');
    const span = openServerSpan({ name: 'request' }, recorded);
    expect(span?.place.traceId).toBe(recorded?.traceId);
    if (span) runAtPlace(span.place, () => expect(recordedTraceparent()).toContain(recorded?.traceId));
  });

  it('a collector that hangs fills a bounded queue and delays no end', async () => {
    await start(await collect(() => undefined));
    for (let i = 0; i < 5000; i++) openServerSpan({ name: 'request' }, undefined)?.end();
    // what is under way, and what waits, is not lost yet
    expect(await lost()).toBeGreaterThan(1500);
    expect(await lost()).toBeLessThan(5000);
    expect(warnings).toEqual([{ outcome: 'queue-full' }]);
    const startedAt = performance.now();
    await tracing.stop();
    expect(performance.now() - startedAt).toBeLessThan(4500);
  });

  const wanting = (flag: 0 | 1) => parseTraceparent(`00-${'a'.repeat(32)}-${'b'.repeat(16)}-0${flag}`);
  it.each([
    { ratio: '1', believes: false, caller: wanting(0), traced: true },
    { ratio: '0', believes: false, caller: wanting(1), traced: false },
    { ratio: '1', believes: true, caller: wanting(0), traced: false },
    { ratio: '0', believes: true, caller: wanting(1), traced: true },
    { ratio: '1', believes: true, caller: undefined, traced: true },
    { ratio: '0', believes: true, caller: undefined, traced: false },
  ])('ratio $ratio, believing callers: $believes → $traced', async ({ ratio, believes, caller, traced }) => {
    await start(await collect((_request, response) => response.end('{}')), ratio, believes);
    const place = openServerSpan({ name: 'request' }, caller)?.place;
    expect(place?.traceFlags).toBe(traced ? 1 : 0);
    if (caller) expect(place?.traceId).toBe(caller.traceId);
    // whatever is below follows
    const below = place && runAtPlace(place, () => inSpan({ name: 'part' }, () => Promise.resolve(currentPlace())));
    expect((await below)?.spanId === place?.spanId).toBe(!traced);
  });

  it('a dead collector costs nobody anything but the spans, which are counted and told once', async () => {
    await start('http://127.0.0.1:1');
    const url = await serve();
    const answers = await Promise.all(
      Array.from({ length: 200 }, async (): Promise<unknown> => (await fetch(url)).json()),
    );
    expect(answers).toEqual(answers.map(() => ({ traced: true })));
    const startedAt = performance.now();
    await tracing.stop();
    expect(performance.now() - startedAt).toBeLessThan(4500);
    // the exporter itself gives up after 5 s; a process that ends does not wait so long
    await eventually(async () => expect(await lost()).toBe(400));
    expect(warnings).toEqual([{ outcome: 'collector-away' }]);
  });
});

describe('variables of tracing', () => {
  it.each([
    [{}, { OTEL_TRACES_SAMPLER_ARG: 0.01 }],
    [{ OTEL_EXPORTER_OTLP_ENDPOINT: '', OTEL_TRACES_SAMPLER_ARG: '' }, { OTEL_TRACES_SAMPLER_ARG: 0.01 }],
    [{ OTEL_TRACES_SAMPLER_ARG: '0.5' }, { OTEL_TRACES_SAMPLER_ARG: 0.5 }],
  ])('%j', (environment, expected) => expect(TracingConfig.parse(environment)).toEqual(expected));

  it.each([{ OTEL_EXPORTER_OTLP_ENDPOINT: 'localhost:4318' }, { OTEL_TRACES_SAMPLER_ARG: '2' }])(
    '%j is refused',
    (wrong) => expect(TracingConfig.safeParse(wrong).success).toBe(false),
  );
});
