import { describe, expect, it } from '@jest/globals';
import type { Operation } from '@parta/contracts/kernel/operation';
import { Admission } from './admission.ts';

const operation = (method: Operation['method'], stream = false): Operation => ({
  ...{ method, path: '/', summary: '', permission: 'public', idempotency: 'none', problems: [] },
  success: stream ? { status: 200, stream: true } : { status: 204 },
});
const [read, write, stream] = [operation('get'), operation('post'), operation('get', true)];

describe('admission', () => {
  /** More requests than may be inside: how many are, and the way to let them end. */
  function full(of: Operation) {
    const admission = new Admission();
    const { promise: end, resolve } = Promise.withResolvers<undefined>();
    let inside = 0;
    const stay = (): Promise<undefined> => {
      inside += 1;
      return end;
    };
    const all = Promise.allSettled(Array.from({ length: 600 }, () => admission.within(of, stay)));
    return { admission, inside, all, end: () => resolve(undefined) };
  }

  it('turns away who comes beyond what fits, and nothing is done for them', async () => {
    const { admission, inside } = full(read);
    expect(inside).toBe(512);
    let done = 0;
    const one = admission.within(read, async () => done++);
    await expect(one).rejects.toMatchObject({ kind: 'unavailable', code: 'busy' });
    expect(done).toBe(0);
  });

  it('counts reads and writes apart, and streams not at all', async () => {
    const { admission } = full(read);
    expect(await admission.within(write, async () => 'saved')).toBe('saved');
    expect(await admission.within(stream, async () => 'followed')).toBe('followed');
    const writing = full(write);
    expect(await writing.admission.within(read, async () => 'shown')).toBe('shown');
  });

  it('lets the next in when somebody leaves, well or not', async () => {
    const { admission, all, end } = full(read);
    end();
    await all;
    const failing = async (): Promise<never> => {
      throw new Error('no such page');
    };
    for (let turn = 0; turn < 600; turn++)
      await expect(admission.within(read, failing)).rejects.toThrow('no such page');
    expect(await admission.within(read, async () => 'shown')).toBe('shown');
  });
});
