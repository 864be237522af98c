// An optional package of another platform that the registry lacked on the day of `npm install` is silently left out, and `npm ci` then refuses the whole lockfile.
import { readFileSync } from 'node:fs';
const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8'));
const names = new Set(Object.keys(packages).map((path) => path.split('node_modules/').at(-1)));
const missing = Object.entries(packages).flatMap(([path, entry]) =>
  Object.entries(entry.optionalDependencies ?? {})
    .filter(([name]) => !names.has(name))
    .map(([name, range]) => `${path || '.'} → ${name}@${range}`),
);
console.log(missing.length === 0 ? 'lockfile is complete' : `lockfile lacks:\n${missing.join('\n')}`);
process.exitCode = missing.length > 0 ? 1 : 0;
