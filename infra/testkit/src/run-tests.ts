import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { followSupervisor } from '@parta/chassis/lifeline';
import { buildUi, isUiStale } from '@parta/local/build-ui';
import { localFolder, repositoryFolder } from '@parta/local/repository-folder';
import { say } from '@parta/local/say';
import { underGuard } from '@parta/local/supervise/lifeline-guard';
import { startTestServers, type TestServers } from './servers-for-tests.ts';
import { generatedFilesStep, runStep, runSteps, type StepResult, staticSteps } from './static-steps.ts';
import { planTests } from './test-plan.ts';

interface Counts {
  passed: number;
  failed: number;
}

const args = process.argv.slice(2);
const { whole, needsServers, needsPages } = planTests(args);
let servers: TestServers | undefined;
let leaving = false;

async function leave(exitCode: number): Promise<void> {
  if (leaving) return;
  leaving = true;
  await servers?.stop();
  process.exit(exitCode);
}
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void leave(130));
process.stdout.on('error', () => undefined);
followSupervisor(process.env, () => void leave(1));

const counts: Counts = { passed: 0, failed: 0 };
const count = (passed: boolean): void => void counts[passed ? 'passed' : 'failed']++;

function tellStep({ name, passed, seconds, output }: StepResult): void {
  say(`${passed ? '✓' : '✗'} ${name}, ${seconds.toFixed(1)} s`);
  if (!passed) say(output.trimEnd());
  count(passed);
}

/** Servers while the static steps run; without servers jest still runs, so that all that can fail is seen at once. */
async function bringServers(): Promise<void> {
  if (!needsServers) return;
  try {
    servers = await startTestServers((line) => say(`  ${line}`));
  } catch (error) {
    say(`✗ servers: ${error instanceof Error ? error.message : String(error)}`);
    count(false);
  }
}

function runJest(): Promise<void> {
  mkdirSync(localFolder, { recursive: true });
  const file = join(localFolder, `test-counts-${process.pid}.json`);
  const jest = join(repositoryFolder, 'node_modules/jest/bin/jest.js');
  const flags = ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning'];
  // under the guard jest ends with this process, even by kill -9
  const [command, all] = underGuard('TERM', process.execPath, [...flags, jest, ...args]);
  const child = spawn(command, all, {
    cwd: repositoryFolder,
    stdio: ['inherit', 'inherit', 'inherit', 'pipe'],
    env: { ...process.env, ...servers?.environment, PARTA_TEST_COUNTS: file },
  });
  return new Promise((resolve) => {
    child.on('close', (code) => {
      const counted: Counts = existsSync(file)
        ? (JSON.parse(readFileSync(file, 'utf8')) as Counts)
        : { passed: 0, failed: 0 };
      rmSync(file, { force: true });
      counts.passed += counted.passed;
      // a jest that ended badly without a failed test is a failure all the same
      counts.failed += counted.failed === 0 && code !== 0 ? 1 : counted.failed;
      resolve();
    });
  });
}

/** A file of browser tests alone finds the pages built, also on a clean clone. */
async function bringPages(): Promise<void> {
  if (!needsPages || !isUiStale()) return;
  say('  building the pages');
  await buildUi();
}

async function prepare(): Promise<void> {
  const serversUp = bringServers();
  await bringPages();
  if (whole) {
    await runSteps(staticSteps(repositoryFolder), repositoryFolder, tellStep);
    await serversUp;
    tellStep(await runStep(generatedFilesStep, repositoryFolder, servers?.environment));
  }
  await serversUp;
}

await prepare();
await runJest();
leaving = true;
await servers?.stop();
say(`${counts.passed} passed, ${counts.failed} failed`);
process.exit(counts.failed === 0 ? 0 : 1);
