import { describe, expect, it } from '@jest/globals';
import type { Operation } from '@parta/contracts/kernel/operation';
import { Admission } from './admission.ts';

const operation = (method: Operation['method'], stream = false): Operation => ({
  ...{ method, path: '/', summary: '', permission: 'public', idempotency: 'none', problems: [] },
  success: stream ? { status: 200, stream: true } : { status: 204 },
});
const [read, write, stream] = [operation('get'), operation('post'), operation('get', true)];

describe('admission', () => {
  /** As many requests as may be inside, and the way to let them end. */
  async function full(of: Operation) {
    const admission = new Admission();
    const { promise: end, resolve } = Promise.withResolvers<undefined>();
    const inside: Promise<unknown>[] = [];
    let refused = false;
    while (!refused) {
      const one = admission.within(of, () => end);
      inside.push(one);
      one.catch(() => (refused = true));
      await Promise.resolve();
      await Promise.resolve();
    }
    return { admission, inside: inside.slice(0, -1), end: () => resolve(undefined) };
  }

  it('turns away who comes beyond what fits, and nothing is done for them', async () => {
    const { admission, inside } = await full(read);
    expect(inside.length).toBe(512);
    let done = 0;
    const one = admission.within(read, async () => done++);
    await expect(one).rejects.toMatchObject({ kind: 'unavailable', code: 'busy' });
    expect(done).toBe(0);
  });

  it('counts reads and writes apart, and streams not at all', async () => {
    const { admission } = await full(read);
    expect(await admission.within(write, async () => 'saved')).toBe('saved');
    expect(await admission.within(stream, async () => 'followed')).toBe('followed');
    const writing = await full(write);
    expect(await writing.admission.within(read, async () => 'shown')).toBe('shown');
  });

  it('lets the next in when somebody leaves, well or not', async () => {
    const { admission, inside, end } = await full(read);
    end();
    await Promise.all(inside);
    const failing = async (): Promise<never> => {
      throw new Error('no such page');
    };
    for (let turn = 0; turn < 600; turn++)
      await expect(admission.within(read, failing)).rejects.toThrow('no such page');
    expect(await admission.within(read, async () => 'shown')).toBe('shown');
  });
});
