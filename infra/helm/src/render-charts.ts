import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { repositoryFolder } from '@parta/local/repository-folder';
import { fetchJars, findJava } from './engine-parts.ts';
import type { KubernetesObject } from './kubernetes-object.ts';

const helm = join(repositoryFolder, 'infra/helm');

/** What is asked of Helm. */
export interface ChartOrder {
  /** Folder in `infra/helm`. */
  readonly chart: string;
  /** Files beside the chart's `values.yaml`. */
  readonly values?: readonly string[];
  /** As by `--set`. */
  readonly set?: Readonly<Record<string, string | number | boolean>>;
  readonly kubeVersion?: string;
}

export interface Judged {
  readonly object: KubernetesObject;
  /** Whether there is a class for this kind of object. */
  readonly known: boolean;
  readonly problems: readonly string[];
}

export interface RenderedChart {
  /** Why Helm refused. */
  readonly error: string | null;
  /** What `helm lint --strict` has against it. */
  readonly lint: readonly string[];
  readonly objects: readonly Judged[];
}

/** Renders and judges charts by Helm itself, all in one process: it needs seconds to begin. */
export async function renderCharts(
  orders: readonly ChartOrder[],
): Promise<{ readonly helm: string; readonly charts: readonly RenderedChart[] }> {
  const jars = await fetchJars();
  const said = await runJava(join(jars, '*'), JSON.stringify(orders.map(withPaths)));
  const { helm: version, answers } = JSON.parse(said) as { helm: string; answers: RenderedChart[] };
  return { helm: version, charts: answers };
}

const withPaths = ({ chart, values = [], set = {}, kubeVersion = '1.36.0' }: ChartOrder) => ({
  chart: join(helm, chart),
  release: 'parta',
  values: values.map((file) => join(helm, chart, file)),
  set,
  kubeVersion,
});

async function runJava(classPath: string, orders: string): Promise<string> {
  const flags = ['-XX:TieredStopAtLevel=1', '-XX:+UseSerialGC', '-Xshare:auto'];
  const child = spawn(findJava(), [...flags, '-cp', classPath, join(helm, 'engine/Judge.java')]);
  const ended = new Promise<number | null>((resolve, reject) => {
    child.on('close', resolve);
    child.on('error', reject);
  });
  child.stdin.end(orders);
  const [said, complained, code] = await Promise.all([text(child.stdout), text(child.stderr), ended]);
  if (code !== 0) throw new Error(`Helm's engine ended with ${code}:\n${complained}`);
  return said;
}
