import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { localFolder } from '@parta/local/repository-folder';
import { say, step } from '@parta/local/say';
import { shortOf } from './check/check-history.ts';
import { type Outcome, runFaults } from './run-faults.ts';
import { startFaultPlatform } from './platform/fault-platform.ts';
import { seedPages } from './platform/seed-pages.ts';

const { values } = parseArgs({
  options: {
    changes: { type: 'string', default: '300000' },
    seconds: { type: 'string', default: '600' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
  },
});
const region = { institutions: 4, pages: 3, students: 25 };
const seed = Number(values.seed);
say(`seed ${seed}: at least ${values.changes} acknowledged changes and ${values.seconds} s of disturbances`);
await using platform = await step('platform', () => startFaultPlatform({ journal: 2, notifications: 2 }));
await step('pages', () => seedPages((service) => platform.platform.databaseUrl(service, 'owner'), region));
const outcome = await step('faults', () =>
  runFaults(platform, {
    ...{ region, seed, faults: true, tell: (line) => say(`    ${line}`) },
    ...{ seconds: Number(values.seconds), changes: Number(values.changes) },
  }),
);
tellOutcome(outcome);
mkdirSync(join(localFolder, 'faults'), { recursive: true });
const report = { ranAt: new Date().toISOString(), seed, ...outcome };
writeFileSync(join(localFolder, 'faults/last-run.json'), JSON.stringify(report, null, 2));
process.exitCode = outcome.violations.length === 0 ? 0 : 1;

function tellOutcome({ suffered, violations, ...figures }: Outcome): void {
  for (const [name, value] of Object.entries(figures)) say(`  ${name}: ${value}`);
  const kinds = Map.groupBy(suffered, (each) => each.name);
  say(`  disturbances: ${suffered.length} of ${kinds.size} kinds`);
  for (const [name, all] of [...kinds].toSorted()) say(`    ${all.length} × ${name}`);
  // nothing bad among n shows less than 3/n with 95 % confidence
  if (violations.length === 0) {
    const bound = (3 / figures.acknowledged).toExponential(1);
    say(`✓ nothing lost, doubled or seen by the wrong person; a loss is rarer than ${bound} of the changes (95 %)`);
    return;
  }
  say(`✗ ${violations.length} violations`);
  for (const line of shortOf(violations)) say(`    ${line}`);
}
