import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { compatibilityBreaks } from './generate/compatibility.ts';
import { generatedFiles } from './generate/generated-files.ts';
import { canDump, migratedServices, schemaSqlOf } from './generate/schema-sql.ts';

// `node infra/testkit/src/generate.ts [--check] [--no-schema]`: everything in the repository that is made from other files
const SHOWN = 20;
const repository = join(import.meta.dirname, '../../..');
const { values } = parseArgs({ options: { check: { type: 'boolean' }, 'no-schema': { type: 'boolean' } } });

const say = (line: string): void => void process.stdout.write(`${line}\n`);
const read = (path: string): string | undefined => {
  const file = join(repository, path);
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
};

const files = generatedFiles();
const breaks = compatibilityBreaks(repository, files);
if (!values['no-schema']) await addSchemas();
const stale = Object.keys(files).filter((path) => read(path) !== files[path]);
const left = ['contracts/generated', 'contracts/generated/schemas'].flatMap(leftIn);

if (values.check) {
  for (const path of [...stale, ...left]) say(`stale: ${path} (npm run generate)`);
} else {
  for (const path of stale) write(path, files[path] ?? '');
  for (const path of left) rmSync(join(repository, path));
  say(`${stale.length} of ${Object.keys(files).length} generated files written, ${left.length} removed`);
}
for (const line of breaks.slice(0, SHOWN)) say(`breaks a promise: ${line}`);
if (breaks.length > SHOWN) say(`… and ${breaks.length - SHOWN} more`);
process.exitCode = breaks.length > 0 || (values.check && stale.length + left.length > 0) ? 1 : 0;

async function addSchemas(): Promise<void> {
  if (!canDump())
    return say('schema.sql of the services is not looked at: pg_dump is missing (apt install postgresql-client)');
  for (const service of migratedServices(repository)) {
    files[`services/${service}/schema.sql`] = await schemaSqlOf(repository, service);
  }
}

/** Files whose operation or event is gone. */
function leftIn(folder: string): string[] {
  const names = existsSync(join(repository, folder)) ? readdirSync(join(repository, folder)) : [];
  return names
    .filter((name) => name.endsWith('.json'))
    .map((name) => `${folder}/${name}`)
    .filter((path) => !(path in files));
}

function write(path: string, text: string): void {
  mkdirSync(dirname(join(repository, path)), { recursive: true });
  writeFileSync(join(repository, path), text);
}
