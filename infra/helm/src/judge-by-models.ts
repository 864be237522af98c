import { spawn } from 'node:child_process';
import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { repositoryFolder } from '@parta/local/repository-folder';
import { fetchModels } from './engine-parts.ts';
import type { KubernetesObject } from './kubernetes-object.ts';

/** Operators for whose objects there are packages of npm, but no class that the engine could load. */
export const isOfModels = ({ apiVersion }: KubernetesObject): boolean =>
  /^(keda\.sh|postgresql\.cnpg\.io)\//.test(apiVersion);

/** What is wrong with each object. In a process of its own, for the packages lie outside the clone's own. */
export async function judgeByModels(objects: readonly KubernetesObject[]): Promise<readonly (readonly string[])[]> {
  const folder = await fetchModels();
  copyFileSync(join(repositoryFolder, 'infra/helm/models/judge.mjs'), join(folder, 'judge.mjs'));
  const child = spawn(process.execPath, [join(folder, 'judge.mjs')], { stdio: ['pipe', 'pipe', 'inherit'] });
  const ended = new Promise<number | null>((resolve, reject) => {
    child.on('close', resolve);
    child.on('error', reject);
  });
  child.stdin.end(JSON.stringify(objects));
  const [said, code] = await Promise.all([text(child.stdout), ended]);
  if (code !== 0) throw new Error(`the models ended with ${code}`);
  return JSON.parse(said) as readonly (readonly string[])[];
}
