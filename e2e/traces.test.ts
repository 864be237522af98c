import { randomBytes, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { buildClient } from '@parta/chassis/http/client';
import { pagesContract } from '@parta/contracts/http/journal/pages';
import { reportsContract } from '@parta/contracts/http/reporting/reports';
import { inboxContract } from '@parta/contracts/http/notifications/inbox';
import { eventually } from '@parta/testkit/eventually';
import { lastLesson, makeSmallSchool, type SmallSchool } from './setup/small-school.ts';
import { startTestPlatform, type TestPlatform } from './setup/start-test-platform.ts';
import { type CollectedSpan, startTraceCollector, type TraceCollector } from './setup/trace-collector.ts';

/** All that a span may tell: ids, counts and codes. */
const TELLS = new Set([
  ...['http.request.method', 'http.response.status_code', 'error.type', 'server.address', 'server.port'],
  ...['messaging.system', 'messaging.operation.name', 'messaging.destination.name', 'messaging.message.id'],
  ...['messaging.consumer.group.name', 'messaging.destination.partition.id', 'db.system.name'],
  ...['parta.correlation_id', 'parta.institution', 'parta.left', 'parta.outcome', 'parta.statements', 'parta.items'],
]);

describe('a trace from the browser to the last consumer', () => {
  let collector: TraceCollector;
  let test: TestPlatform;
  let school: SmallSchool;

  beforeAll(async () => {
    collector = await startTraceCollector();
    const variables = { OTEL_EXPORTER_OTLP_ENDPOINT: collector.url, OTEL_TRACES_SAMPLER_ARG: '1' };
    test = await startTestPlatform({ variables });
    school = await makeSmallSchool(test.url, test.platform.bootstrap);
  });
  afterAll(async () => {
    await test?.[Symbol.asyncDispose]();
    await collector?.[Symbol.asyncDispose]();
  });

  /** A mark by the teacher, under a trace that the browser began; answers the work that it is for. */
  async function saveMark(traceparent: string): Promise<string> {
    const { pageId, studentIds, page, teacher } = school;
    const workId = randomUUID();
    await teacher
      .client('journal', pagesContract)
      .addWork({ params: { pageId }, body: { id: workId, lessonId: lastLesson(page).id, typeKey: 'test' } });
    const traced = buildClient(pagesContract, {
      baseUrl: `${test.url}/api/journal`,
      token: () => teacher.session.accessToken,
      headers: { traceparent },
    });
    const mark = { kind: 'grade' as const, value: 5 };
    const changes = [{ kind: 'mark' as const, workId, studentId: studentIds[0] ?? '', baseVersion: 0, mark }];
    const { outcomes } = await traced.changeCells({ params: { pageId }, body: { changes } });
    expect(outcomes).toMatchObject([{ status: 'applied' }]);
    return workId;
  }

  async function untilInInbox(workId: string): Promise<void> {
    const inbox = school.guardian.client('notifications', inboxContract);
    await eventually(async () => {
      const { items } = await inbox.listInbox({ query: { limit: 100 } });
      if (!items.some(({ fact }) => fact.kind === 'mark' && fact.workId === workId)) throw new Error('no mark yet');
    });
  }

  /** The guardian's page, open while the mark is made. */
  async function openBell(): Promise<AbortController> {
    const leaving = new AbortController();
    const headers = { authorization: `Bearer ${school.guardian.session.accessToken}` };
    const response = await fetch(`${test.url}/api/notifications/stream`, { headers, signal: leaving.signal });
    const reader = response.body?.getReader();
    let heard = '';
    while (!heard.includes('event: state')) heard += new TextDecoder().decode((await reader?.read())?.value);
    return leaving;
  }

  /** Of one trace, the only span of a name that a service opened below another. */
  const spansOf =
    (traceId: string) =>
    (service: string, name: string, parent: string): CollectedSpan => {
      const own = collector.spans.filter((span) => span.traceId === traceId);
      const found = own.filter((s) => s.service === service && s.name === name && s.parentSpanId === parent);
      if (found.length === 1 && found[0]) return found[0];
      const all = own.map((span) => `${span.service}: ${span.name} ${span.spanId} < ${span.parentSpanId}`);
      throw new Error(`${found.length} of ${service}: ${name} < ${parent} in\n${all.join('\n')}`);
    };

  /** What the browser's call of an operation went through, down to its transaction. */
  const passageOf = (find: ReturnType<typeof spansOf>, service: string, operation: string, browserSpan: string) => {
    const door = find('gateway', operation, browserSpan);
    const passage = find('gateway', `pass to ${service}`, door.spanId);
    const server = find(service, operation, passage.spanId);
    return { door, server, transaction: find(service, 'transaction', server.spanId) };
  };

  it('joins every process that a saved mark goes through', async () => {
    const bell = await openBell();
    const [traceId, browserSpan] = [randomBytes(16).toString('hex'), randomBytes(8).toString('hex')];
    // the browser has no say in what is recorded
    await untilInInbox(await saveMark(`00-${traceId}-${browserSpan}-00`));

    const find = spansOf(traceId);
    await eventually(async () => {
      const { door, server, transaction } = passageOf(find, 'journal', 'journal.changeCells', browserSpan);
      const published = find('journal', 'publish journal.page-changed.v1', transaction.spanId);
      for (const consumer of ['notifications', 'reporting']) {
        const consumed = find(consumer, 'consume journal.page-changed.v1', published.spanId);
        expect(consumed.attributes).toMatchObject({ 'parta.outcome': 'done' });
        find(consumer, 'transaction', consumed.spanId);
        if (consumer === 'notifications') find(consumer, 'push to inbox', consumed.spanId);
      }
      const ids = [door, server, published].map(({ attributes }) => attributes['parta.correlation_id']);
      expect(new Set(ids)).toEqual(new Set([expect.stringMatching(/^[0-9a-f-]{36}$/)]));
    });
    bell.abort();
  });

  it('leads from the order of a report through the queue to the rendered sheet', async () => {
    const [traceId, browserSpan] = [randomBytes(16).toString('hex'), randomBytes(8).toString('hex')];
    const { classId, year, classTeacher } = school;
    const reports = buildClient(reportsContract, {
      baseUrl: `${test.url}/api/reporting`,
      token: () => classTeacher.session.accessToken,
      headers: { traceparent: `00-${traceId}-${browserSpan}-00` },
    });
    const order = { report: 'class-summary', parameters: { classId, year }, format: 'xlsx' } as const;
    await eventually(() => reports.makeReport({ body: { jobId: randomUUID(), ...order } }));
    const find = spansOf(traceId);
    await eventually(async () => {
      const { server, transaction } = passageOf(find, 'reporting', 'reporting.makeReport', browserSpan);
      const made = find('reporting', 'make report', transaction.spanId);
      find('reporting', 'render xlsx', made.spanId);
      expect(made.attributes['parta.correlation_id']).toBe(server.attributes['parta.correlation_id']);
    });
  });

  it('tells ids and codes of what people did all the while, no names, no marks, no addresses', () => {
    expect(collector.spans.length).toBeGreaterThan(200);
    for (const { name, attributes } of collector.spans) {
      expect(Object.keys(attributes).filter((key) => !TELLS.has(key))).toEqual([]);
      const said = `${name} ${JSON.stringify(attributes)}`;
      expect(said).not.toMatch(/\p{Script=Cyrillic}|[?&]\w+=|\/api\/|Bearer|admin-|"value"/u);
    }
  });
});
