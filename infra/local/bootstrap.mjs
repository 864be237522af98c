// Runs on any Node from 18 up, before anything is installed: brings the pinned Node and the dependencies, then hands over to them.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '../..');
const readJson = (path) => JSON.parse(readFileSync(join(root, path), 'utf8'));
const isWindows = process.platform === 'win32';
const runtimePackage = `node-${isWindows ? 'win' : process.platform}-${process.arch}`;
const binaryIn = (folder) => join(folder, 'node_modules', runtimePackage, 'bin', isWindows ? 'node.exe' : 'node');
const pathWith = (node) => `${dirname(node)}${delimiter}${process.env.PATH}`;

function npm(node, args, cwd) {
  const cli = process.env.npm_execpath;
  const [command, all] = cli ? [node, [cli, ...args]] : [isWindows ? 'npm.cmd' : 'npm', args];
  const env = { ...process.env, PATH: pathWith(node) };
  const { status } = spawnSync(command, all, { cwd, stdio: 'inherit', env, shell: !cli && isWindows });
  if (status !== 0) process.exit(status ?? 1);
}

/** A Node of the pinned version: the workspace's own, else one fetched into .local/node, else (no package for this platform) the system's if new enough. */
function findNode() {
  const version = readJson('package.json').optionalDependencies[runtimePackage];
  if (!version) {
    if (Number(process.versions.node.split('.')[0]) >= 24) return process.execPath;
    console.error(
      `There is no Node 24 package for ${runtimePackage}: install Node 24 (https://nodejs.org) and start again.`,
    );
    process.exit(1);
  }
  if (existsSync(binaryIn(root))) return binaryIn(root);
  const folder = join(root, '.local', 'node');
  if (!existsSync(binaryIn(folder))) {
    console.log(`Fetching Node ${version} …`);
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'package.json'), '{"private":true}');
    const wanted = `${runtimePackage}@${version}`;
    npm(process.execPath, ['install', '--no-save', '--no-package-lock', '--ignore-scripts', wanted], folder);
  }
  return binaryIn(folder);
}

/** npm writes its own record of what it installed last of all, so an interrupted installation has none. */
function isInstalled() {
  if (!existsSync(join(root, 'node_modules/.package-lock.json'))) return false;
  const installed = readJson('node_modules/.package-lock.json').packages;
  return Object.entries(readJson('package-lock.json').packages).every(([path, wanted]) => {
    if (!path.includes('node_modules/') || wanted.optional) return true;
    // a workspace: a pull may have brought a new one
    if (wanted.link) return existsSync(join(root, path));
    return installed[path]?.version === wanted.version;
  });
}

if (!isInstalled()) {
  console.log('Installing dependencies, about a minute …');
  npm(findNode(), ['ci', '--loglevel=error'], root);
}
const [script, ...args] = process.argv.slice(2);
if (script) {
  const node = findNode();
  const child = spawn(node, [join(root, script), ...args], {
    stdio: ['inherit', 'inherit', 'inherit', 'pipe'],
    cwd: root,
    env: {
      ...process.env,
      ...{ PARTA_LIFELINE_FD: '3', PATH: pathWith(node) },
      // stripped types and compiled code of all that runs below: a service starts with half the work
      NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE ?? join(root, '.local', 'compile-cache'),
    },
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  // whoever started us (npm) may be killed without a word: then there is no one left to stop us
  const parent = process.ppid;
  setInterval(() => process.ppid === parent || child.kill('SIGTERM'), 500).unref();
  child.on('exit', (code, signal) => process.exit(signal ? 1 : (code ?? 1)));
}
