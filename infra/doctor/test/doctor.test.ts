import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { pagesContract } from '@parta/contracts/http/journal/pages';
import { buildJournal } from '@parta/journal/app';
import { repositoryFolder } from '@parta/local/repository-folder';
import { type Component, startComponent } from '@parta/testkit/component';
import { smallSchool } from '../../../services/journal/test/small-school.ts';
import { type Finding, examine } from '../src/check.ts';
import { checks } from '../src/checks.ts';
import { Connections } from '../src/connections.ts';
import type { Target } from '../src/target.ts';

const clock = { now: () => new Date('2026-11-03T09:00:00Z') };
const migrations = new URL('../../../services/journal/migrations/', import.meta.url);

describe('the doctor before a journal', () => {
  let journal: Component;
  let target: Target;
  const school = smallSchool();

  beforeAll(async () => {
    journal = await startComponent({ definition: { name: 'journal', build: buildJournal }, migrations, clock });
    const { database } = journal;
    const environment = {
      DATABASE_URL: database.appUrl,
      RELAY_DATABASE_URL: database.relayUrl,
      OWNER_DATABASE_URL: database.ownerUrl,
      REDIS_URL: process.env['TEST_REDIS_URL'] ?? '',
      KAFKA_BROKERS: process.env['TEST_KAFKA_BROKERS'] ?? '',
      TOPIC_PREFIX: `doctor-${randomUUID()}.`,
    };
    const services = { journal: { environment, replicas: [journal.service.url] } };
    target = { url: journal.service.url, services, folders: ['/'], full: true, isHere: false };
    await journal.publish(school.events);
    await saveMark();
  });
  afterAll(async () => {
    await journal[Symbol.asyncDispose]();
  });

  async function saveMark(): Promise<void> {
    const assignment = { institutionId: school.institutionId, roles: ['teacher'], assignmentId: randomUUID() } as const;
    const pages = journal.as(pagesContract, { ...school.teacher, ...assignment, at: clock.now() });
    const params = { pageId: school.pageId };
    const workId = randomUUID();
    await pages.addWork({ params, body: { id: workId, lessonId: school.monday, typeKey: 'answer' } });
    const mark = { kind: 'grade', value: 5 } as const;
    const change = { kind: 'mark', workId, studentId: school.students[0], baseVersion: 0, mark } as const;
    await pages.changeCells({ params, body: { changes: [change] } });
    await journal.service.settle();
  }

  async function findings(of: Target = target): Promise<readonly Finding[]> {
    await using connections = new Connections(of.services);
    // awaited here: the connections close as soon as this returns
    return await examine(checks, { target: of, connections });
  }
  const ill = (all: readonly Finding[]): readonly string[] =>
    // how full the disk of this machine is says nothing
    all.filter(({ state, check }) => state !== 'fine' && check !== 'disk').map(({ check }) => check);

  it('finds nothing wrong with a healthy one, by a sample and in full', async () => {
    const full = await findings();
    expect(ill(full)).toEqual([]);
    expect(full.map(({ check }) => check)).toEqual([
      ...['gateway', 'replicas', 'postgres', 'redis', 'kafka', 'migrations', 'outbox', 'lag', 'dead-letters'],
      ...['history', 'standing', 'epochs', 'clock', 'disk', 'plumbing'],
    ]);
    expect(ill(await findings({ ...target, full: false }))).toEqual([]);
  });

  it('names a dead letter, a changed history, a wrong standing, a stuck event, an old row and a missing migration', async () => {
    const { owner, relay } = journal.database;
    await owner('dead_letter').insert({
      ...{
        consumer: 'journal',
        message_id: randomUUID(),
        topic: 'contingent.people',
        partition: 0,
        message_offset: '7',
      },
      ...{ type: 'contingent.person.v1', reason: "TypeError: no 'Абрамова'", headers: '{}' },
    });
    await owner('save')
      .where({ page_id: school.pageId, seq: 1 })
      .update({ hash: Buffer.from('another') });
    await owner('standing').where({ page_id: school.pageId }).increment('sum', 1);
    await owner('inbox').insert({ consumer: 'x', message_id: randomUUID(), received_at: '2020-01-01T00:00:00Z' });
    await owner('knex_migrations')
      .where('name', 'like', '%')
      .orderBy('id', 'desc')
      .limit(1)
      .update({ name: 'another' });
    // no broker has this topic, so no relay can pass it on
    await owner.raw(
      `insert into outbox (id, type, topic, institution_id, root, key, version, epoch, correlation_id, vp, created_at)
       values (gen_random_uuid(), 't', 'no.such.topic', gen_random_uuid(), 'r', 'k', 1, 1, 'c', 0, now() - interval '5 minutes')`,
    );
    const found = await findings();
    expect(ill(found)).toEqual(['migrations', 'outbox', 'dead-letters', 'history', 'standing', 'plumbing']);
    const of = (name: string): string => found.find(({ check }) => check === name)?.what ?? '';
    expect(of('outbox')).toMatch(/journal: ждут отправки 1, самое старое 30\d с/);
    expect(of('dead-letters')).toBe('journal: отложено 1 сообщений contingent.person.v1: TypeError');
    expect(of('history')).toContain(`${school.pageId} с записи 1`);
    expect(of('standing')).toContain(school.pageId);
    expect(JSON.stringify(found)).not.toContain('Абрамова');
    await relay('outbox').delete();
  });

  it('names a service that came back from a copy of yesterday', async () => {
    const { owner } = journal.database;
    await owner('aggregate_version').insert({
      ...{
        institution_id: school.institutionId,
        consumer: 'x',
        type: 'journal.page.v1',
        key: 'k',
        epoch: 2,
        version: 1,
      },
    });
    const found = (await findings()).filter(({ check }) => check === 'epochs');
    expect(found).toMatchObject([{ state: 'wrong', next: expect.stringContaining('npm run restored -- journal') }]);
  });

  it('names servers that are away, and does not fail over what they hide', async () => {
    const away = {
      ...target.services['journal']?.environment,
      ...{
        REDIS_URL: 'redis://127.0.0.1:1',
        DATABASE_URL: 'postgres://postgres@127.0.0.1:1/none',
        KAFKA_BROKERS: '127.0.0.1:1',
      },
    };
    const services = { journal: { environment: away, replicas: ['http://127.0.0.1:1'] } };
    const found = await findings({ ...target, url: 'http://127.0.0.1:1', services });
    const wrong = found.filter(({ state }) => state === 'wrong').map(({ check }) => check);
    expect(wrong).toEqual(expect.arrayContaining(['gateway', 'replicas', 'postgres', 'redis', 'kafka']));
    expect(found.find(({ check }) => check === 'standing')?.state).toBe('unknown');
  });

  it('sends to runbooks that are there', () => {
    const missing = checks
      .map(({ runbook }) => `infra/observability/runbooks/${runbook}.md`)
      .filter((path) => !existsSync(join(repositoryFolder, path)));
    expect(missing).toEqual([]);
  });
});
