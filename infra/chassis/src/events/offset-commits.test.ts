import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { type NextOffset, OffsetCommits } from './offset-commits.ts';

const at = (partition: number, offset: number): NextOffset => ({ topic: 't', partition, offset: String(offset) });

describe('offsets on their way to the broker', () => {
  let sent: (readonly NextOffset[])[];
  let refusals: number;
  const commit = async (offsets: readonly NextOffset[]): Promise<void> => {
    if (refusals-- > 0) throw new Error('away');
    sent.push(offsets);
  };

  beforeEach(() => {
    jest.useFakeTimers();
    sent = [];
    refusals = 0;
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  it('go together, the newest of each partition', async () => {
    const commits = new OffsetCommits(commit);
    commits.add(at(1, 5));
    commits.add(at(2, 7));
    commits.add(at(1, 6));
    await jest.advanceTimersByTimeAsync(100);
    commits.add(at(2, 8));
    await jest.advanceTimersByTimeAsync(100);
    expect(sent).toEqual([[at(1, 6), at(2, 7)], [at(2, 8)]]);
  });

  it('are due again when the broker refuses, unless newer ones are', async () => {
    refusals = 2;
    const commits = new OffsetCommits(commit);
    commits.add(at(1, 5));
    commits.add(at(2, 7));
    await jest.advanceTimersByTimeAsync(100);
    commits.add(at(1, 6));
    await jest.advanceTimersByTimeAsync(1000);
    expect(sent).toEqual([[at(1, 6), at(2, 7)]]);
  });

  it('leave at once when the member leaves', async () => {
    const commits = new OffsetCommits(commit);
    commits.add(at(1, 5));
    await commits.flush();
    expect(sent).toEqual([[at(1, 5)]]);
  });

  it('are forgotten once the partitions were shared out anew', async () => {
    refusals = 1;
    const commits = new OffsetCommits(commit);
    commits.add(at(1, 5));
    const failing = commits.flush();
    commits.abandon();
    await failing;
    commits.add(at(1, 6));
    await commits.flush();
    await jest.advanceTimersByTimeAsync(1000);
    expect(sent).toEqual([]);
  });
});
