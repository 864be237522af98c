import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { events } from '@parta/contracts/events/all';

const folder = new URL('../../../../contracts/samples/', import.meta.url);
const samples = events.flatMap((event) =>
  (existsSync(new URL(`${event.type}/`, folder)) ? readdirSync(new URL(`${event.type}/`, folder)) : []).map(
    (file) => [event.type, file, event] as const,
  ),
);

/** A payload once published lies in a topic or an outbox for weeks, so every shape ever published must still be read. */
describe('payloads ever published (DESIGN §3)', () => {
  test.each(samples)('%s, %s is still read without loss', (type, file, event) => {
    const payload: unknown = JSON.parse(readFileSync(new URL(`${type}/${file}`, folder), 'utf8'));
    expect(event.data.parse(payload)).toEqual(payload);
  });

  test.each(events.map(({ type }) => type))('%s has samples', (type) => {
    expect(samples.some(([of]) => of === type)).toBe(true);
  });

  test('there are no samples of events that nobody knows', () => {
    expect(readdirSync(folder).filter((name) => !events.some(({ type }) => type === name))).toEqual([]);
  });
});
