import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { shortOf } from '../src/check/check-history.ts';
import { type FaultPlatform, startFaultPlatform } from '../src/platform/fault-platform.ts';
import { seedPages } from '../src/platform/seed-pages.ts';
import { runFaults } from '../src/run-faults.ts';

const region = { institutions: 2, pages: 3, students: 25 };

describe('under everything that goes wrong (JRN-3, JRN-22, NTF-2)', () => {
  let platform: FaultPlatform;
  beforeAll(async () => {
    platform = await startFaultPlatform({ journal: 2, notifications: 2 });
    await seedPages((service) => platform.platform.databaseUrl(service, 'owner'), region);
  });
  afterAll(async () => {
    await platform[Symbol.asyncDispose]();
  });

  it('three minutes of killed, halted, cut and slowed parts lose, double and misdirect nothing', async () => {
    // what is killed has to come back while two other suites have the same cores: the clients leave them half
    const run = { region, seed: Date.now() % 100_000, seconds: 150, faults: true, restMs: 200 };
    const outcome = await runFaults(platform, run);
    expect(shortOf(outcome.violations)).toEqual([]);
    expect(outcome.acknowledged).toBeGreaterThan(5000);
    expect(outcome.conflicts).toBeGreaterThan(10);
    expect(new Set(outcome.suffered.map((each) => each.name)).size).toBeGreaterThan(12);
  });
});
