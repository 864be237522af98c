import { setImmediate as turn } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import pino from 'pino';
import { followAddresses } from './follow-addresses.ts';
import { Replicas } from './replicas.ts';

const log = pino({ level: 'silent' });

describe('replicas by name', () => {
  beforeEach(() => void jest.useFakeTimers({ doNotFake: ['setImmediate', 'nextTick'] }));
  afterEach(() => void jest.useRealTimers());

  it('follows a name to all its addresses, keeps them while the name is unknown, and forgets those that left', async () => {
    const replicas = new Replicas(['http://journal:8080']);
    let addresses: readonly string[] | Error = ['10.0.0.3', '10.0.0.2'];
    const resolve = () => (addresses instanceof Error ? Promise.reject(addresses) : Promise.resolve(addresses));
    const upstreams = { journal: ['http://journal:8080'] };
    const stop = followAddresses(upstreams, new Map([['journal', replicas]]), log, resolve);
    const urlsAfter = async (): Promise<readonly string[]> => {
      jest.advanceTimersByTime(2000);
      await turn();
      return replicas.urls;
    };

    expect(await urlsAfter()).toEqual(['http://10.0.0.2:8080', 'http://10.0.0.3:8080']);
    expect(replicas.ready).toBe(0);
    for (const url of replicas.urls) replicas.probed(url, 'ready');
    expect(replicas.ready).toBe(2);

    addresses = new Error('no such name');
    expect(await urlsAfter()).toHaveLength(2);
    addresses = ['10.0.0.3', '10.0.0.9'];
    expect(await urlsAfter()).toEqual(['http://10.0.0.3:8080', 'http://10.0.0.9:8080']);
    // who stayed is still ready, who is new has to answer first
    expect(replicas.pick()).toBe('http://10.0.0.3:8080');
    stop();
  });

  it('leaves plain addresses alone', () => {
    const replicas = new Replicas(['http://127.0.0.1:4101']);
    const resolve = () => Promise.reject(new Error('must not be asked'));
    followAddresses({ journal: ['http://127.0.0.1:4101'] }, new Map([['journal', replicas]]), log, resolve)();
    expect(replicas.urls).toEqual(['http://127.0.0.1:4101']);
    expect(replicas.ready).toBe(1);
  });
});
