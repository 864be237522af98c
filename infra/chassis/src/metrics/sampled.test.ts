import { describe, expect, it } from '@jest/globals';
import { sampled } from './sampled.ts';

describe('a figure that another server knows', () => {
  it('is asked for once by those who read at the same time, and not again while it is fresh', async () => {
    let asked = 0;
    const read = sampled(async () => ++asked);
    expect(await Promise.all([read(), read()])).toEqual([1, 1]);
    expect(await read()).toBe(1);
    const always = sampled(async () => ++asked, { freshMs: 0 });
    expect([await always(), await always()]).toEqual([2, 3]);
  });

  it('is unknown when the question fails', async () => {
    const read = sampled(() => Promise.reject(new Error('away')));
    expect(await read()).toBeUndefined();
  });

  it('is unknown when the answer is late, and then known by what came', async () => {
    const answer = Promise.withResolvers<number>();
    let asked = 0;
    const read = sampled(
      () => {
        asked++;
        return answer.promise;
      },
      { patienceMs: 5 },
    );
    expect([await read(), await read()]).toEqual([undefined, undefined]);
    answer.resolve(7);
    await answer.promise;
    expect(await read()).toBe(7);
    expect(asked).toBe(1);
  });
});
