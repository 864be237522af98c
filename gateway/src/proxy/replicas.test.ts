import { describe, expect, test } from '@jest/globals';
import { Replicas } from './replicas.ts';

const [a, b, c] = ['http://a', 'http://b', 'http://c'] as const;
const picks = (replicas: Replicas, count: number) => Array.from({ length: count }, () => replicas.pick());

describe('replicas', () => {
  test('take turns', () => {
    const turns = picks(new Replicas([a, b, c]), 6);
    expect(turns.slice(0, 3).sort()).toEqual([a, b, c]);
    expect(turns.slice(3)).toEqual(turns.slice(0, 3));
  });

  test('one that refused gets nothing until a probe finds it ready', () => {
    const replicas = new Replicas([a, b]);
    replicas.refused(a);
    expect(new Set(picks(replicas, 4))).toEqual(new Set([b]));
    replicas.probed(a, 'ready');
    expect(new Set(picks(replicas, 4))).toEqual(new Set([a, b]));
  });

  test('one bad probe is forgiven, the second in a row is not', () => {
    const replicas = new Replicas([a, b]);
    replicas.probed(a, 'refusing');
    replicas.probed(a, 'ready');
    replicas.probed(a, 'silent');
    expect(replicas.ready).toBe(2);
    replicas.probed(a, 'silent');
    expect(replicas.ready).toBe(1);
  });

  test('those tried are not picked again', () => {
    const replicas = new Replicas([a, b]);
    expect(replicas.pick(new Set([a]))).toBe(b);
    expect(replicas.pick(new Set([a, b]))).toBeUndefined();
  });

  test('when none is ready those that refuse at once are asked, a silent one last', () => {
    const replicas = new Replicas([a, b, c]);
    replicas.refused(a);
    for (let probe = 0; probe < 2; probe++) {
      replicas.probed(b, 'silent');
      replicas.probed(c, 'silent');
    }
    expect(new Set(picks(replicas, 4))).toEqual(new Set([a]));
    expect(replicas.pick(new Set([a]))).not.toBe(replicas.pick(new Set([a])));
  });

  test('a change is told once', () => {
    const told: string[] = [];
    const replicas = new Replicas([a], (url, health) => told.push(`${url} ${health}`));
    replicas.refused(a);
    replicas.refused(a);
    replicas.probed(a, 'ready');
    expect(told).toEqual([`${a} refusing`, `${a} ready`]);
  });
});
