import { describe, expect, it, test } from '@jest/globals';
import { judgeClocks, secondsApart } from './checks/clocks.ts';
import { judgeDeadLetters } from './checks/dead-letters.ts';
import { judgeGateway, judgeReplicas } from './checks/doors.ts';
import { judgeEpochs } from './checks/epochs.ts';
import { judgeHistory, judgeStandings } from './checks/journal.ts';
import { judgeLag } from './checks/lag.ts';
import { judgeMigrations } from './checks/migrations.ts';
import { judgeOutbox } from './checks/outbox.ts';
import { judgeOldRows } from './checks/plumbing.ts';
import { judgeReach } from './checks/servers.ts';
import { judgeCertificate, judgeDisks } from './checks/surroundings.ts';
import { plainReason } from './plain-reason.ts';
import type { State, Verdict } from './verdict.ts';

const now = new Date('2026-11-03T09:00:00Z');
const inDays = (days: number): Date => new Date(now.getTime() + days * 86_400_000 + 60_000);
const up = { url: 'http://a', ready: true, missing: [] };
const down = { url: 'http://b', ready: false, missing: ['не отвечает'] };
const memory = { owner: 'contingent', consumer: 'journal', type: 'contingent.person.v1', ownerEpoch: 2 };
const gib = 2 ** 30;

type Row = readonly [what: string, verdicts: readonly Verdict[], states: readonly State[], names: string];
const rows: readonly Row[] = [
  ['gateway ready', judgeGateway(up), ['fine'], 'http://a'],
  ['gateway away', judgeGateway(down), ['wrong'], 'не отвечает'],
  ['all replicas', judgeReplicas([{ service: 'journal', replicas: [up, up] }]), ['fine'], 'journal 2'],
  ['one replica down', judgeReplicas([{ service: 'journal', replicas: [up, down] }]), ['warning'], 'http://b'],
  ['all replicas down', judgeReplicas([{ service: 'journal', replicas: [down] }]), ['wrong'], 'ни одна'],
  ['server there', judgeReach({ server: 'Kafka', away: [] }), ['fine'], 'Kafka'],
  ['server away', judgeReach({ server: 'Kafka', away: ['k:9092'] }), ['wrong'], 'k:9092'],
  ['migrated', judgeMigrations([{ service: 'a', here: ['1'], applied: ['1'] }]), ['fine'], '1'],
  ['not migrated', judgeMigrations([{ service: 'a', here: ['1', '2'], applied: ['1'] }]), ['wrong'], '2'],
  ['newer database', judgeMigrations([{ service: 'a', here: ['1'], applied: ['1', '3'] }]), ['warning'], '3'],
  ['empty outbox', judgeOutbox([{ service: 'a', rows: 0, oldestSeconds: 0 }]), ['fine'], 'без задержки'],
  ['slow outbox', judgeOutbox([{ service: 'a', rows: 3, oldestSeconds: 20 }]), ['warning'], '20 с'],
  ['stuck outbox', judgeOutbox([{ service: 'a', rows: 3, oldestSeconds: 60 }]), ['wrong'], 'ждут отправки 3'],
  ['no lag', judgeLag([{ service: 'a', topics: [{ topic: 't', messages: 99 }] }]), ['fine'], 'никто'],
  ['some lag', judgeLag([{ service: 'a', topics: [{ topic: 't', messages: 100 }] }]), ['warning'], '100 сообщений t'],
  ['much lag', judgeLag([{ service: 'a', topics: [{ topic: 't', messages: 1000 }] }]), ['wrong'], '1000'],
  ['lag not told', judgeLag([{ service: 'a', topics: undefined }]), ['unknown'], 'ни одна копия'],
  ['no dead letters', judgeDeadLetters([]), ['fine'], 'ни одного'],
  [
    'dead letters',
    judgeDeadLetters([{ service: 'journal', type: 'contingent.person.v1', reason: 'TypeError', count: 2 }]),
    ['wrong'],
    'отложено 2 сообщений contingent.person.v1: TypeError',
  ],
  ['chain holds', judgeHistory({ pages: 7, full: false, broken: [] }), ['fine'], '7 (новейшие'],
  [
    'chain broken',
    judgeHistory({ pages: 7, full: true, broken: [{ pageId: 'p', seq: 3 }] }),
    ['wrong'],
    'p с записи 3',
  ],
  ['standings hold', judgeStandings({ years: 2, full: true, off: [] }), ['fine'], '2'],
  ['standing off', judgeStandings({ years: 2, full: true, off: [{ pageId: 'p', rows: 1 }] }), ['wrong'], 'страница p'],
  ['epochs agree', judgeEpochs([{ ...memory, knownEpoch: 2, ahead: 0 }]), ['fine'], 'согласна'],
  ['epoch of the future', judgeEpochs([{ ...memory, knownEpoch: 3, ahead: 0 }]), ['wrong'], 'эпохи 3'],
  ['version of the future', judgeEpochs([{ ...memory, knownEpoch: 2, ahead: 4 }]), ['wrong'], 'вернулась назад'],
  ['clocks agree', judgeClocks([{ whose: 'Postgres', seconds: -1 }]), ['fine'], 'Postgres'],
  ['clock behind', judgeClocks([{ whose: 'Postgres', seconds: -5 }]), ['warning'], 'отстают на 5.0 с'],
  ['clock ahead', judgeClocks([{ whose: 'Kafka', seconds: 31 }]), ['wrong'], 'спешат'],
  ['disk free', judgeDisks([{ folder: '/d', freeBytes: 50 * gib, totalBytes: 100 * gib }]), ['fine'], '/d'],
  ['disk fills', judgeDisks([{ folder: '/d', freeBytes: 10 * gib, totalBytes: 100 * gib }]), ['warning'], '10.0 ГиБ'],
  ['disk full', judgeDisks([{ folder: '/d', freeBytes: 0, totalBytes: 100 * gib }]), ['wrong'], '/d'],
  ['certificate good', judgeCertificate({ host: 'h:443', expiresAt: inDays(60), now }), ['fine'], '2027-01-02'],
  ['certificate ends', judgeCertificate({ host: 'h:443', expiresAt: inDays(10), now }), ['warning'], 'h:443'],
  ['certificate over', judgeCertificate({ host: 'h:443', expiresAt: inDays(-1), now }), ['wrong'], 'h:443'],
  ['no certificate', judgeCertificate({ host: 'h:80', expiresAt: undefined, now }), ['warning'], 'без https'],
  ['plumbing small', judgeOldRows([]), ['fine'], 'не накопилось'],
  ['plumbing old', judgeOldRows([{ service: 'a', table: 'inbox' }]), ['warning'], 'inbox'],
];

describe('what the doctor says', () => {
  test.each(rows)('%s', (_what, verdicts, states, names) => {
    expect(verdicts.map(({ state }) => state)).toEqual(states);
    expect(verdicts.map(({ what }) => what).join('\n')).toContain(names);
    for (const { state, next } of verdicts) {
      // whoever is told of an illness is told the next step too
      if (state === 'wrong' || state === 'warning') expect(next).toMatch(/\S/);
    }
  });
});

describe('the reason of a dead letter', () => {
  const zod = `ZodError: ${JSON.stringify([{ code: 'invalid_type', path: ['name', 'lastName'], message: 'Иванова' }], null, 2)}`;
  test.each([
    ['no envelope', 'заголовки не читаются'],
    [zod, 'не подходит под схему: name.lastName'],
    [zod.slice(0, 120), 'не подходит под схему: name.lastName'],
    ['ZodError: [{"path": ["marks", "Иванова Анна"]}]', 'не подходит под схему: marks.*'],
    [
      'error: insert into "person" values (\'Иванова\') - insert violates foreign key constraint "person_fk"',
      'foreign key constraint person_fk',
    ],
    ["TypeError: cannot read 'Иванова'", 'TypeError'],
    ['Иванова Анна', 'причина в таблице dead_letter'],
  ])('%s', (reason, plain) => {
    expect(plainReason(reason)).toBe(plain);
  });

  it('never says a name', () => {
    expect(plainReason(zod)).not.toContain('Иванова');
  });
});

test.each([
  ['between question and answer', 15_000, 0],
  ['after the answer', 25_000, 5],
  ['before the question', 7000, -3],
])('a clock that showed a time %s', (_, time, seconds) => {
  expect(secondsApart({ time, asked: 10_000, answered: 20_000 })).toBe(seconds);
});
