import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from '@jest/globals';
import { repositoryFolder } from '../repository-folder.ts';

const read = (path: string): string => readFileSync(join(repositoryFolder, path), 'utf8');

it('the images know every workspace: `npm ci` refuses a lockfile that names one it does not find', () => {
  const { workspaces } = JSON.parse(read('package.json')) as { workspaces: string[] };
  const manifests = workspaces.flatMap((pattern) => globSync(`${pattern}/package.json`, { cwd: repositoryFolder }));
  const copied = [...read('Dockerfile').matchAll(/^COPY (\S+\/package\.json) /gm)].map(([, path]) => path);
  expect(copied.toSorted()).toEqual(manifests.toSorted());
});

it('what the images copy is not kept from them', () => {
  const lines = read('.dockerignore').split('\n').filter(Boolean);
  // a folder named as a whole can't be reopened by a line after it
  const shut = lines.filter((line) => !/[*!]/.test(line));
  const copied = [...read('Dockerfile').matchAll(/^COPY (?!--)(\S+) /gm)].map(([, path]) => path ?? '');
  expect(copied.filter((path) => shut.some((folder) => path === folder || path.startsWith(`${folder}/`)))).toEqual([]);
});
