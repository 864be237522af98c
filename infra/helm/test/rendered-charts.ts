import { type ChartOrder, type Judged, renderCharts } from '../src/render-charts.ts';
import type { Deployment, KubernetesObject, NetworkPolicy } from '../src/kubernetes-object.ts';

/** The two sizes that are offered, with the values files of each chart beside its own. */
export const sizes = { district: [], region: ['values-region.yaml'] } as const satisfies Record<string, string[]>;
export type Size = keyof typeof sizes;
export const sizeNames = Object.keys(sizes) as Size[];
const charts = ['parta', 'region-servers'] as const;
export type ChartName = (typeof charts)[number];

export const everyOrder = sizeNames.flatMap((size) =>
  charts.map((chart) => ({ size, chart, values: sizes[size] }) satisfies ChartOrder & { size: Size }),
);

/** Objects of one chart in one size, by kind. */
export interface Objects {
  readonly all: readonly KubernetesObject[];
  ofKind<T extends KubernetesObject = KubernetesObject>(kind: string): readonly T[];
  readonly deployments: readonly Deployment[];
  readonly policies: readonly NetworkPolicy[];
}

export type Rendered = Readonly<Record<Size, Readonly<Record<ChartName, Objects>>>>;

/** Both charts in both sizes. @throws Error when Helm refuses one */
export async function renderBothSizes(): Promise<Rendered> {
  const { charts: rendered } = await renderCharts(everyOrder);
  const of = (size: Size, chart: ChartName): Objects => {
    const place = everyOrder.findIndex((order) => order.size === size && order.chart === chart);
    const { error, objects } = rendered[place] ?? { error: 'not rendered', objects: [] };
    if (error !== null) throw new Error(`${chart} for a ${size}: ${error}`);
    return byKind(objects);
  };
  const both = (size: Size) => ({ parta: of(size, 'parta'), 'region-servers': of(size, 'region-servers') });
  return { district: both('district'), region: both('region') };
}

function byKind(judged: readonly Judged[]): Objects {
  const all = judged.map(({ object }) => object);
  const ofKind = <T extends KubernetesObject>(kind: string): readonly T[] =>
    all.filter((object) => object.kind === kind) as T[];
  return {
    all,
    ofKind,
    get deployments() {
      return ofKind<Deployment>('Deployment');
    },
    get policies() {
      return ofKind<NetworkPolicy>('NetworkPolicy');
    },
  };
}
