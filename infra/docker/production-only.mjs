// Run in an image before `npm ci`: leaves in every package.json what a running service needs. npm counts what our packages need for
// their tests as needed, and the root brings a Node of its own that an image already has.
import { globSync, readFileSync, writeFileSync } from 'node:fs';

for (const file of globSync('{package.json,{contracts,gateway,e2e}/package.json,*/*/package.json}', {
  exclude: (name) => String(name).includes('node_modules'),
})) {
  const { devDependencies: _, ...kept } = JSON.parse(readFileSync(file, 'utf8'));
  if (file === 'package.json') delete kept.optionalDependencies;
  writeFileSync(file, JSON.stringify(kept, null, 2));
}
