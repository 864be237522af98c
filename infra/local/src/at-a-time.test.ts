import { setImmediate as otherWork } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { atATime } from './at-a-time.ts';

describe('so many at a time', () => {
  it.each([
    { limit: 1, most: 1 },
    { limit: 3, most: 3 },
    { limit: 9, most: 5 },
  ])('$limit of 5: never more than $most, each once, in order of beginning', async ({ limit, most }) => {
    const begun: number[] = [];
    let [now, seen] = [0, 0];
    await atATime(limit, [1, 2, 3, 4, 5], async (item) => {
      begun.push(item);
      seen = Math.max(seen, ++now);
      await otherWork();
      now--;
    });
    expect({ begun, seen }).toEqual({ begun: [1, 2, 3, 4, 5], seen: most });
  });

  it('begins nothing after the first that fails, and fails as it did', async () => {
    const begun: number[] = [];
    const working = atATime(1, [1, 2, 3], async (item) => {
      begun.push(item);
      await otherWork();
      if (item === 2) throw new Error('no second');
    });
    await expect(working).rejects.toThrow('no second');
    expect(begun).toEqual([1, 2]);
  });

  it('has nothing to do with nothing', async () => {
    await expect(atATime(2, [], () => Promise.reject(new Error('called')))).resolves.toBeUndefined();
  });
});
