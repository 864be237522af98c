import { spawn } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { repositoryFolder } from './repository-folder.ts';

const uiFolder = join(repositoryFolder, 'gateway/ui');
const sources = [uiFolder, join(repositoryFolder, 'contracts/src'), join(repositoryFolder, 'contracts/generated')];
const built = join(uiFolder, 'dist/index.html');

/** Whether a source of the page is newer than what was built of it. */
export function isUiStale(): boolean {
  if (!existsSync(join(uiFolder, 'index.html'))) return false;
  if (!existsSync(built)) return true;
  const builtAt = statSync(built).mtimeMs;
  return sources.filter(existsSync).some((folder) => newestIn(folder) > builtAt);
}

/** Builds the page; fails with what the build said. */
export function buildUi(): Promise<void> {
  return new Promise((resolve, reject) => {
    // a test's NODE_ENV would bundle React's development build
    const env = { ...process.env, NODE_ENV: 'production' };
    const child = spawn('npm', ['run', '--silent', 'build', '-w', '@parta/ui'], { cwd: repositoryFolder, env });
    const said: string[] = [];
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (data: Buffer) => said.push(data.toString()));
    child.on('error', reject);
    child.on('close', (code) =>
      code === 0 ? resolve() : reject(new Error(`the page did not build:\n${said.join('')}`)),
    );
  });
}

function newestIn(folder: string): number {
  const entries = readdirSync(folder, { withFileTypes: true, recursive: true });
  const files = entries.filter((entry) => entry.isFile() && !/\/(dist|node_modules)(\/|$)/.test(entry.parentPath));
  return Math.max(0, ...files.map((entry) => statSync(join(entry.parentPath, entry.name)).mtimeMs));
}
