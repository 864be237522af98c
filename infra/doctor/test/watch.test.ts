import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { buildJournal } from '@parta/journal/app';
import { DOCTOR, DOCTOR_EVERYWHERE, letDoctorRead, makeDoctorRoles } from '@parta/local/containers/doctor-rights';
import { services as serviceNames } from '@parta/local/containers/secret-files';
import { asAdmin, databaseUrl } from '@parta/local/platform/databases';
import { repositoryFolder } from '@parta/local/repository-folder';
import { type Component, startComponent } from '@parta/testkit/component';
import { createTestDatabase, type TestDatabase } from '@parta/testkit/database';
import { eventually } from '@parta/testkit/eventually';
import { smallSchool } from '../../../services/journal/test/small-school.ts';
import { figuresOf } from '../src/figures.ts';
import { startRounds } from '../src/rounds.ts';
import type { ServiceTarget, Target } from '../src/target.ts';

const postgresUrl = process.env['TEST_POSTGRES_URL'] ?? '';
const password = randomBytes(12).toString('hex');
const migrationsOf = (service: string): URL => new URL(`../../../services/${service}/migrations/`, import.meta.url);
const settings = { HOST: '127.0.0.1', PORT: 0, LOG_LEVEL: 'silent', DOCTOR_HOUR: 3 } as const;

describe('the doctor that stays', () => {
  let journal: Component;
  let others: readonly (readonly [string, TestDatabase])[];
  let target: Target;
  const school = smallSchool();
  const topicPrefix = `doctor-${randomUUID()}.`;

  beforeAll(async () => {
    journal = await startComponent({
      definition: { name: 'journal', build: buildJournal },
      migrations: migrationsOf('journal'),
    });
    await journal.publish(school.events);
    const names = serviceNames.filter((name) => name !== 'journal');
    others = await Promise.all(
      names.map(async (name) => [name, await createTestDatabase(name, migrationsOf(name))] as const),
    );
    await makeDoctorRoles(postgresUrl);
    await asAdmin(postgresUrl, (admin) => admin.query(`alter role ${DOCTOR} login password '${password}'`));
    const all = [['journal', journal.database] as const, ...others];
    for (const [name, { ownerUrl }] of all) await letDoctorRead(ownerUrl, name);
    const services = Object.fromEntries(all.map(([name, database]) => [name, targetOf(name, database)]));
    target = { url: journal.service.url, services, folders: [], full: true, isHere: false };
  });
  afterAll(async () => {
    await journal[Symbol.asyncDispose]();
    await Promise.all(others.map(([, database]) => database[Symbol.asyncDispose]()));
  });

  /** As it signs in in a container: by its own name, which is no administrator's. */
  function doctorUrl({ appUrl }: TestDatabase): string {
    const url = new URL(postgresUrl);
    [url.username, url.password, url.pathname] = [DOCTOR, password, new URL(appUrl).pathname];
    return url.href;
  }
  function targetOf(name: string, database: TestDatabase): ServiceTarget {
    const url = doctorUrl(database);
    const environment = {
      ...{ DATABASE_URL: url, RELAY_DATABASE_URL: url },
      OWNER_DATABASE_URL: databaseUrl(url, new URL(url).pathname.slice(1), DOCTOR_EVERYWHERE),
      REDIS_URL: process.env['TEST_REDIS_URL'] ?? '',
      ...{ KAFKA_BROKERS: process.env['TEST_KAFKA_BROKERS'] ?? '', TOPIC_PREFIX: topicPrefix },
    };
    return { environment, replicas: name === 'journal' ? [journal.service.url] : [] };
  }

  const read = async (url: string): Promise<string> => (await fetch(`${url}/metrics`)).text();
  /** What `/metrics` tells after the first round. */
  async function lookOnce(): Promise<string> {
    await using running = await startRounds(settings, async () => target);
    return await eventually(async () => {
      const text = await read(running.url);
      if (figuresOf(text, 'parta_doctor_last_run_seconds').length === 0) throw new Error('the round has not ended');
      return text;
    });
  }
  const levels = (text: string): Readonly<Record<string, number>> =>
    Object.fromEntries(
      figuresOf(text, 'parta_doctor_state').map(({ labels, value }) => [labels['check'] ?? '', value]),
    );

  it('may read all that its checks read of every service, and tells what they say', async () => {
    const before = Math.floor(Date.now() / 1000);
    // full cores may make somebody too late for one round
    const text = await eventually(async () => {
      const told = await lookOnce();
      expect(levels(told)).toEqual({
        ...{ gateway: 0, replicas: 0, postgres: 0, redis: 0, kafka: 0, migrations: 0, outbox: 0, lag: 0 },
        ...{ 'dead-letters': 0, history: 0, standing: 0, clock: 0, plumbing: 0 },
        // of what the journal was told its owners know nothing here
        epochs: 2,
      });
      return told;
    });
    const [lastRun] = figuresOf(text, 'parta_doctor_last_run_seconds');
    expect(lastRun?.value).toBeGreaterThanOrEqual(before);
  });

  it('tells what is broken', async () => {
    const { owner } = journal.database;
    await owner('inbox').insert({ consumer: 'x', message_id: randomUUID(), received_at: '2020-01-01T00:00:00Z' });
    await owner('knex_migrations')
      .orderBy('id', 'desc')
      .where('name', 'like', '%')
      .limit(1)
      .update({ name: 'another' });
    expect(levels(await lookOnce())).toMatchObject({ migrations: 2, plumbing: 1, history: 0, outbox: 0 });
  });

  it('may write nothing, and sees rows of institutions only where its checks need them', async () => {
    const url = doctorUrl(journal.database);
    for (const each of [url, databaseUrl(url, new URL(url).pathname.slice(1), DOCTOR_EVERYWHERE)]) {
      await asAdmin(each, async (doctor) => {
        for (const statement of [
          'delete from page',
          'update standing set sum = 0',
          'delete from outbox',
          'create table t ()',
        ])
          await expect(doctor.query(statement)).rejects.toMatchObject({ code: '42501' });
        await expect(doctor.query('select last_name from person')).rejects.toThrow();
      });
    }
    await asAdmin(url, async (doctor) => {
      expect((await doctor.query('select id from lesson')).rowCount).toBe(0);
      await doctor.query(`select set_config('parta.institution', $1, false)`, [school.institutionId]);
      expect((await doctor.query('select id from lesson')).rowCount).toBeGreaterThan(0);
    });
  });
});

describe('the program', () => {
  const away = {
    ...{ HOST: '127.0.0.1', PORT: '0', GATEWAY_URL: 'http://127.0.0.1:1', REDIS_URL: 'redis://127.0.0.1:1' },
    ...{ KAFKA_BROKERS: '127.0.0.1:1', DATABASE_URL: 'postgres://parta_doctor@127.0.0.1:1/postgres' },
    UPSTREAMS: '{"journal": ["http://127.0.0.1:1"]}',
  };
  let program: ChildProcess | undefined;
  afterAll(() => void program?.kill('SIGKILL'));

  it('is ready before anything else is, logs what it found, and ends in order when it is told to', async () => {
    const main = join(repositoryFolder, 'infra/doctor/src/watch.ts');
    program = spawn(process.execPath, [main], { env: away, stdio: ['ignore', 'pipe', 'inherit'] });
    const ended = once(program, 'exit');
    const found = new Map<unknown, unknown>();
    if (!program.stdout) throw new Error('no output');
    for await (const line of createInterface(program.stdout)) {
      const { msg, port, check, state } = JSON.parse(line) as Readonly<Record<string, unknown>>;
      if (msg === 'ready') expect((await fetch(`http://127.0.0.1:${String(port)}/ready`)).status).toBe(200);
      if (msg === 'found') found.set(check, state);
      // the last of the round
      if (check === 'plumbing') program.kill('SIGTERM');
    }
    expect(await ended).toEqual([0, null]);
    expect(Object.fromEntries(found)).toMatchObject({ gateway: 'wrong', postgres: 'wrong', history: 'unknown' });
    expect([...found.keys()]).not.toContain('certificate');
  });
});
