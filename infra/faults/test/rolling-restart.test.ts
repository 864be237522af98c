import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { buildSender } from '@parta/bench/load/http-sender';
import { benchId } from '@parta/bench/platform/bench-id';
import { names, today, year } from '@parta/bench/platform/seed-region';
import type { Role } from '@parta/contracts/kernel/roles';
import { CalendarDate, isoWeekOf } from '@parta/contracts/values/calendar-date';
import { type FaultPlatform, startFaultPlatform } from '../src/platform/fault-platform.ts';
import { LESSONS, seedPages } from '../src/platform/seed-pages.ts';

const region = { institutions: 2, pages: 2, students: 12 };
const services = ['identity', 'contingent', 'curriculum', 'journal', 'reporting', 'notifications'];
const institution = names.institution(0);

interface Asked {
  readonly person: string;
  readonly role: Role;
  readonly path: () => string;
  readonly body?: () => string;
}

const student = names.student(0, 0);
const teacher = names.teacher(0, 0);
const mark = (): string =>
  JSON.stringify({
    changes: [
      {
        ...{
          kind: 'mark',
          workId: benchId(names.work(0, 0, LESSONS - 1)),
          studentId: benchId(student),
          baseVersion: 0,
        },
        mark: { kind: 'grade', value: 5 },
      },
    ],
  });

/** Something of every service, as people ask for it. Nothing is asked twice: a failure is a failure. */
const asked: readonly Asked[] = [
  { person: teacher, role: 'teacher', path: () => `/api/journal/pages/${benchId(names.page(0, 0))}` },
  {
    person: teacher,
    role: 'teacher',
    path: () => `/api/journal/pages/${benchId(names.page(0, 0))}/changes`,
    body: mark,
  },
  {
    ...{ person: student, role: 'student' },
    path: () => `/api/journal/diaries/${benchId(student)}/week?week=${isoWeekOf(CalendarDate.parse(today()))}`,
  },
  { person: student, role: 'student', path: () => '/api/notifications/inbox' },
  { person: 'administrator', role: 'administrator', path: () => `/api/contingent/classes?year=${year()}` },
  { person: 'administrator', role: 'administrator', path: () => `/api/curriculum/teaching-groups?year=${year()}` },
  { person: 'administrator', role: 'administrator', path: () => '/api/reporting/reports' },
  { person: 'administrator', role: 'administrator', path: () => '/api/identity/organisations' },
];

describe('a rolling restart under load', () => {
  let platform: FaultPlatform;
  beforeAll(async () => {
    const two = Object.fromEntries(services.map((service) => [service, 2]));
    platform = await startFaultPlatform(two);
    await seedPages((service) => platform.platform.databaseUrl(service, 'owner'), region);
  });
  afterAll(async () => {
    await platform[Symbol.asyncDispose]();
  });

  it('of every service, one replica after the other, fails no request', async () => {
    const sender = buildSender(platform.platform.url, 60_000);
    const counts = new Map<string, number>();
    const failures: string[] = [];
    let restarting = 'nothing';
    const over = new AbortController();
    const ask = async (each: Asked, client: number): Promise<void> => {
      const token = platform.token({ person: each.person, institution, role: each.role });
      const body = each.body?.();
      const headers = {
        authorization: `Bearer ${token}`,
        ...(body !== undefined && { 'content-type': 'application/json', 'idempotency-key': randomUUID() }),
      };
      const path = each.path();
      const answer = await sender
        .send({ method: body === undefined ? 'GET' : 'POST', path, headers, ...(body !== undefined && { body }) })
        .catch((error: unknown) => ({ status: 0, body: Buffer.from(String(error)) }));
      counts.set(path, (counts.get(path) ?? 0) + 1);
      if (answer.status !== 200)
        failures.push(`${restarting}: ${client} ${path}: ${answer.status} ${answer.body.toString().slice(0, 200)}`);
    };
    for (const [client, each] of asked.entries()) await ask(each, client);
    expect(failures).toEqual([]);
    const loads = asked.map(async (each, client) => {
      while (!over.signal.aborted) {
        await ask(each, client);
        // what restarts needs the cores too
        await delay(100);
      }
    });
    for (const service of services)
      for (const index of [0, 1]) {
        restarting = `${service} ${index}`;
        await platform.platform.stopReplica(service, index);
        await platform.platform.startReplica(service, index);
        // an orchestrator goes on when the new one is ready; the gateway hears of it within a second
        await delay(1500);
      }
    over.abort();
    await Promise.all(loads);
    sender.close();
    expect([failures.length, ...failures.slice(0, 5)]).toEqual([0]);
    expect(counts.size).toBe(asked.length);
    for (const count of counts.values()) expect(count).toBeGreaterThan(50);
  });
});
