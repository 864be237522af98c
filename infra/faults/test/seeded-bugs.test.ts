import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Rule } from '../src/check/violation.ts';
import { type FaultPlatform, startFaultPlatform } from '../src/platform/fault-platform.ts';
import { seedPages } from '../src/platform/seed-pages.ts';
import { runFaults } from '../src/run-faults.ts';
import { seededBugs } from '../src/seeded/bugs.ts';

/** What the checker must say of each; it may say more. */
const found: Readonly<Record<string, readonly Rule[]>> = {
  'a lost outbox row': ['not-told', 'report'],
  'publish before commit': ['wrongly-told'],
  'acknowledged before the commit': ['lost'],
  'inbox outside the transaction': ['not-told'],
  'no inbox at all': ['told-twice'],
  'retry without key': ['answers'],
  'wrong tenant': ['report', 'not-told'],
  'wrong family': ['wrongly-told', 'not-told'],
  'stale standing': ['standing'],
  'skipped revision': ['chain'],
  'offset committed too early': ['not-told', 'report'],
  'no look at the version that was seen': ['lost-update'],
};
const eachInstitution = { pages: 2, students: 12 };

describe('the history checker is awake', () => {
  let platform: FaultPlatform;
  let used = 0;
  let stained: readonly string[] = [];
  beforeAll(async () => {
    platform = await startFaultPlatform({});
    const institutions = 2 * (seededBugs.length + 1);
    await seedPages((service) => platform.platform.databaseUrl(service, 'owner'), { ...eachInstitution, institutions });
  });
  afterAll(async () => {
    await platform[Symbol.asyncDispose]();
  });

  /** Enough load for rare bugs, however slow the machine, on institutions that no run has touched before. */
  async function run() {
    const from = used;
    used += 2;
    const region = { ...eachInstitution, from, institutions: used };
    return runFaults(platform, { region, seed: used, seconds: 2, changes: 1500, faults: false });
  }

  /** Those that still run with the bug before start again too. */
  async function restart(services: readonly string[]): Promise<void> {
    const all = [...new Set([...stained, ...services])];
    await Promise.all(all.map((service) => platform.platform.stopReplica(service, 0)));
    await Promise.all(all.map((service) => platform.platform.startReplica(service, 0)));
    stained = services;
  }

  it('finds nothing where nothing is wrong', async () => {
    const outcome = await run();
    expect(outcome.violations).toEqual([]);
    expect(outcome.acknowledged).toBeGreaterThan(200);
  });

  it('knows at least eight bugs, and what each of them breaks', () => {
    expect(seededBugs.map((bug) => bug.name).toSorted()).toEqual(Object.keys(found).toSorted());
    expect(seededBugs.length).toBeGreaterThanOrEqual(8);
  });

  it.each(seededBugs)('catches $name', async (bug) => {
    platform.plant(bug);
    await restart(bug.services);
    const { violations } = await run();
    const seen = new Set(violations.map((each) => each.rule));
    for (const rule of found[bug.name] ?? []) expect([...seen]).toContain(rule);
  });
});
