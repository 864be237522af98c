import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { atATime } from '@parta/local/at-a-time';

export interface StaticStep {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
}
export interface StepResult {
  readonly name: string;
  readonly passed: boolean;
  readonly seconds: number;
  /** All that it said, shown when it failed. */
  readonly output: string;
}

const node = process.execPath;
const tool = (name: string, file: string, ...args: string[]): StaticStep => ({
  name,
  command: node,
  args: [join('node_modules', file), ...args],
});

/** The checks that need no server, the longest first, so that two at a time end together. */
export function staticSteps(root: string): StaticStep[] {
  const steps = [
    tool('lint', 'eslint/bin/eslint.js', '.', '--max-warnings=0'),
    tool('types', 'typescript/bin/tsc', '-p', '.'),
    tool(
      'dependency rules',
      'dependency-cruiser/bin/dependency-cruiser.mjs',
      '--config',
      '.dependency-cruiser.mjs',
      ...sources,
    ),
    tool('format', '@biomejs/biome/bin/biome', 'format', '.'),
  ];
  if (existsSync(join(root, 'gateway/ui/src')))
    steps.splice(1, 0, tool('types of the pages', 'typescript/bin/tsc', '-p', 'gateway/ui'));
  if (existsSync(join(root, 'gateway/ui/index.html'))) {
    const args = ['run', '--silent', 'build', '-w', '@parta/ui'];
    steps.splice(1, 0, { name: 'build of the pages', command: 'npm', args });
  }
  return steps;
}

/** Generated files against what makes them; the schemas come from a real Postgres. */
export const generatedFilesStep: StaticStep = {
  name: 'generated files',
  command: node,
  args: ['infra/testkit/src/generate.ts', '--check'],
};

const sources = ['contracts', 'gateway', 'services', 'infra', 'e2e'];

/** Runs the steps, two at a time; `done` hears of each as it ends. */
export const runSteps = (
  steps: readonly StaticStep[],
  root: string,
  done: (result: StepResult) => void,
): Promise<void> => atATime(2, steps, async (step) => done(await runStep(step, root)));

/** Runs one step with these variables added to the environment. */
export function runStep(
  { name, command, args }: StaticStep,
  root: string,
  environment: Readonly<Record<string, string>> = {},
): Promise<StepResult> {
  const startedAt = performance.now();
  return new Promise((resolve) => {
    const said: string[] = [];
    const end = (passed: boolean): void => {
      resolve({ name, passed, seconds: (performance.now() - startedAt) / 1000, output: said.join('') });
    };
    const child = spawn(command, args, {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, ...environment },
    });
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (data: Buffer) => said.push(data.toString()));
    child.on('error', (error) => {
      said.push(error.message);
      end(false);
    });
    child.on('close', (code) => end(code === 0));
  });
}
