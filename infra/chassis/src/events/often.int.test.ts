import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import pino from 'pino';
import { z } from 'zod';
import { changeEvent } from '@parta/contracts/kernel/event';
import { createTestDatabase, type TestDatabase } from '@parta/testkit/database';
import { memoryBroker } from '@parta/testkit/memory-broker';
import type { Statement } from '../db/statement.ts';
import { buildSaveInTenant } from '../db/tenant.ts';
import { type Consumer, type ConsumerFigures, onOften, startConsumer } from './consumer.ts';
import { toMessage } from './envelope.ts';
import { replayDeadLetters } from './replay.ts';

const Data = z.object({ id: z.string(), text: z.string() });
const written = changeEvent('journal.page-changed.v1', { topic: 'journal.pages', summary: 'test', data: Data });

describe('a change that comes often', () => {
  const institutionId = randomUUID();
  const broker = memoryBroker();
  let database: TestDatabase;
  let consumer: Consumer;
  let commits = 0;
  let told: string[] = [];
  let mended = false;
  let outcomes: string[] = [];
  const figures: ConsumerFigures = { handled: (_topic, outcome) => void outcomes.push(outcome) };

  const add = (id: string, note: string): Statement => ({
    name: 'thing.add',
    text: 'insert into thing (institution_id, id, note) values ($1, $2, $3)',
    values: [institutionId, id, note],
  });
  const noteOf = (id: string): Statement => ({
    name: 'thing.note',
    text: 'select note from thing where id = $1',
    values: [id],
  });

  /** As its text says: writes first, reads first, or neither; poison until it is mended. */
  const onWritten = onOften(written, async (read, { data }) => {
    if (!data || data.text === 'nothing') return { value: undefined, last: [] };
    const value = () => void told.push(data.id);
    if (data.text === 'early poison' && !mended) throw new Error('poison');
    if (data.text === 'poison' && !mended)
      await read([add(data.id, 'lost')]).then(() => Promise.reject(new Error('poison')));
    if (data.text === 'late poison' && !mended) return { value, last: [add(data.id, 'lost'), add(data.id, 'lost')] };
    if (data.text !== 'read') return { value, last: [add(data.id, data.text)] };
    const [[first] = []] = await read([noteOf('first')]);
    const { note } = z.object({ note: z.string() }).parse(first);
    return { value, last: [add(data.id, `after ${note}`)] };
  });

  beforeAll(async () => {
    database = await createTestDatabase('chassistest', new URL('../db/test-migrations/', import.meta.url));
    await broker.createTopics([{ name: 'journal.pages', cleanup: 'delete', retentionMs: 86_400_000 }], 12);
    const saveInTenant = buildSaveInTenant(database.app, { afterCommit: () => (commits += 1) });
    const { inTenant } = database;
    const log = pino({ level: 'silent' });
    const subscriptions = [onWritten];
    consumer = startConsumer({ service: 's', group: 'g', subscriptions, inTenant, saveInTenant, broker, log, figures });
  });
  afterAll(async () => {
    await consumer.stop();
    await database[Symbol.asyncDispose]();
  });
  beforeEach(() => {
    [commits, told, outcomes] = [0, [], []];
  });

  async function send(id: string, text: string, times = 1): Promise<void> {
    const event = written.of({ institutionId, root: id, key: id, version: 1 }, { id, text });
    const sealed = {
      id: randomUUID(),
      epoch: 1,
      at: new Date(),
      correlationId: 'often-test',
      payload: JSON.stringify({ id, text }),
    };
    const message = toMessage({ ...event, ...event.subject, ...sealed });
    for (let time = 0; time < times; time++) await broker.publish([message]);
    await consumer.caughtUp();
  }
  const notes = (): Promise<Record<string, unknown>[]> =>
    database.inTenant({ institutionId }, (trx) => trx('thing').orderBy('id').select('id', 'note'));

  it('takes effect once and is told of once, however often it comes', async () => {
    await send('first', 'one', 3);
    expect(await notes()).toEqual([{ id: 'first', note: 'one' }]);
    expect({ commits, told }).toEqual({ commits: 1, told: ['first'] });
  });

  it('reads beside its claim, and writes with its commit', async () => {
    await send('second', 'read', 2);
    expect(await notes()).toContainEqual({ id: 'second', note: 'after one' });
    expect({ commits, told }).toEqual({ commits: 1, told: ['second'] });
  });

  it('is remembered where it concerns nobody', async () => {
    await send('third', 'nothing', 2);
    expect({ commits, told }).toEqual({ commits: 1, told: [] });
  });

  it.each(['early poison', 'poison', 'late poison'])(
    'becomes a dead letter when it fails, leaves nothing behind and is told to nobody: %s',
    async (text) => {
      const before = await notes();
      await send(text, text, 2);
      expect(outcomes).toEqual(['dead', 'known']);
      await send(`after ${text}`, 'fine');
      expect(await notes()).toEqual(
        [{ id: `after ${text}`, note: 'fine' }, ...before].toSorted((a, b) =>
          String(a['id']) < String(b['id']) ? -1 : 1,
        ),
      );
      expect(told).toEqual([`after ${text}`]);
      expect(await database.owner('dead_letter').where({ key: text }).pluck('consumer')).toEqual(['g']);
    },
  );

  it('is handled by its dead letters once it is mended, and told of then', async () => {
    mended = true;
    const { app: db, inTenant } = database;
    const replayed = await replayDeadLetters({ db, inTenant, group: 'g', subscriptions: [onWritten] });
    expect(replayed).toEqual({ done: 3, failed: [] });
    expect(told).toEqual(['early poison', 'poison', 'late poison']);
    expect(await notes()).toEqual(expect.arrayContaining(told.map((id) => ({ id, note: id }))));
  });
});
