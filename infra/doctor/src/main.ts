import { renameSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { say } from '@parta/local/say';
import { examine, worstOf } from './check.ts';
import { checks } from './checks.ts';
import { Connections } from './connections.ts';
import { linesOf, textfileOf } from './report.ts';
import { readTarget } from './target.ts';

// `npm run doctor -- [--full] [--json] [--url URL] [--environments FILE] [--folder FOLDER …] [--textfile FILE]`
const text = { type: 'string' } as const;
const flag = { type: 'boolean', default: false } as const;
const { values } = parseArgs({
  options: {
    full: flag,
    json: flag,
    url: text,
    environments: text,
    folder: { type: 'string', multiple: true, default: [] },
    textfile: text,
  },
});

const target = readTarget({ ...values, folders: values.folder });
await using connections = new Connections(target.services);
const findings = await examine(checks, { target, connections });
const state = worstOf(findings);
if (values.json) say(JSON.stringify({ state, findings }, null, 2));
else for (const line of linesOf(findings)) say(line);
if (values.textfile !== undefined) {
  // whoever reads it meanwhile sees the one of before
  writeFileSync(`${values.textfile}.new`, textfileOf(findings, Date.now()));
  renameSync(`${values.textfile}.new`, values.textfile);
}
process.exit(state === 'wrong' ? 1 : 0);
