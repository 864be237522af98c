import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { repositoryFolder } from '@parta/local/repository-folder';
import type { KubernetesObject, PodTemplate } from '../src/kubernetes-object.ts';
import { type Rendered, renderBothSizes, sizeNames } from './rendered-charts.ts';

type Job = KubernetesObject & { readonly spec: { readonly template: PodTemplate } };
type Budget = KubernetesObject & {
  readonly spec: { readonly selector: { readonly matchLabels: Readonly<Record<string, string>> } };
};
type Service = KubernetesObject & {
  readonly spec: {
    readonly type: string;
    readonly clusterIP?: string;
    readonly selector: Readonly<Record<string, string>>;
    readonly ports: readonly { readonly port: number; readonly targetPort: string }[];
  };
};
const source = (path: string): string => readFileSync(join(repositoryFolder, path), 'utf8');

describe('every pod', () => {
  let rendered: Rendered;
  beforeAll(async () => {
    rendered = await renderBothSizes();
  });

  const deployments = () =>
    sizeNames.flatMap((size) => Object.values(rendered[size]).flatMap((chart) => chart.deployments));
  const workloads = () => sizeNames.flatMap((size) => rendered[size].parta.deployments);
  const templates = () => [
    ...deployments().map(({ spec }) => spec.template),
    ...sizeNames.flatMap((size) => rendered[size].parta.ofKind<Job>('Job').map(({ spec }) => spec.template)),
  ];
  const containers = () => templates().flatMap(({ spec }) => spec.containers);

  it('has no rights, nothing to write on but memory, and no token of the cluster', () => {
    expect(containers()).toHaveLength(2 * (8 + 1 + 1));
    for (const { spec } of templates()) {
      expect(spec.automountServiceAccountToken).toBe(false);
      expect(spec.securityContext).toMatchObject({ runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } });
      for (const { emptyDir } of spec.volumes.filter((volume) => volume.emptyDir))
        expect(emptyDir).toEqual({ medium: 'Memory', sizeLimit: expect.stringMatching(/^\d+Mi$/) });
    }
    for (const { securityContext } of containers())
      expect(securityContext).toEqual({
        runAsNonRoot: true,
        readOnlyRootFilesystem: true,
        allowPrivilegeEscalation: false,
        capabilities: { drop: ['ALL'] },
      });
  });

  it('has bounds, and asks for no more than they are', () => {
    const amount = (text = ''): number => {
      const [, number = '', unit = ''] = /^([\d.]+)(\w*)$/.exec(text) ?? [];
      return Number(number) * ({ m: 0.001, Mi: 2 ** 20, Gi: 2 ** 30 }[unit] ?? 1);
    };
    for (const { resources, name } of containers()) {
      for (const kind of ['cpu', 'memory'] as const) {
        const [asked, most] = [amount(resources.requests?.[kind]), amount(resources.limits?.[kind])];
        expect([name, kind, asked > 0 && asked <= most]).toEqual([name, kind, true]);
      }
    }
  });

  it('keeps what it writes to memory within its own bound', () => {
    for (const { spec } of workloads().map(({ spec: { template } }) => template)) {
      const written = spec.volumes.find(({ name }) => name === 'tmp')?.emptyDir?.sizeLimit ?? '';
      const limit = spec.containers[0]?.resources.limits?.memory ?? '';
      const [mebibytes, most] = [written, limit].map(
        (text) => Number.parseInt(text) * (text.endsWith('Gi') ? 1024 : 1),
      );
      expect((mebibytes ?? 0) * 2).toBeLessThan(most ?? 0);
    }
  });

  it('is asked by the addresses that services and gateway answer', () => {
    const served = [source('infra/chassis/src/http/server.ts'), source('gateway/src/serve-figures.ts')];
    for (const { containers: all } of workloads().map(({ spec }) => spec.template.spec)) {
      for (const container of all) {
        const { startupProbe, readinessProbe, livenessProbe, ports } = container;
        const asked = [startupProbe, readinessProbe, livenessProbe].map((probe) => probe?.httpGet);
        expect(asked.map((get) => get?.path)).toEqual(['/health', '/ready', '/health']);
        expect(asked.map((get) => ports?.find(({ name }) => name === get?.port)?.containerPort)).toEqual([
          8080, 8080, 8080,
        ]);
        for (const get of asked) for (const text of served) expect(text).toContain(`.get('${get?.path}'`);
      }
    }
    for (const { spec } of deployments())
      for (const { startupProbe, readinessProbe, livenessProbe } of spec.template.spec.containers)
        expect([startupProbe, readinessProbe, livenessProbe]).not.toContain(undefined);
  });

  it('is given the pause and the whole grace that its program takes to end', () => {
    const grace = Number(/closeWithGrace\(\{ delay: (\d+) \}/.exec(source('infra/chassis/src/end-in-order.ts'))?.[1]);
    for (const { spec } of workloads()) {
      expect(spec.strategy).toEqual({ type: 'RollingUpdate', rollingUpdate: { maxUnavailable: 0, maxSurge: 1 } });
      const { terminationGracePeriodSeconds = 0, containers: all } = spec.template.spec;
      const pause = all[0]?.lifecycle?.preStop.sleep.seconds ?? Number.NaN;
      expect(terminationGracePeriodSeconds).toBeGreaterThan(pause + grace / 1000);
    }
  });

  it('is protected when a node is emptied', () => {
    for (const size of sizeNames)
      for (const chart of Object.values(rendered[size])) {
        const selectors = chart.ofKind<Budget>('PodDisruptionBudget').map(({ spec }) => spec.selector);
        for (const { spec } of chart.deployments) expect(selectors).toContainEqual(spec.selector);
      }
  });

  it('is reached by a service of the inside, on the port of the image; replicas by their own addresses', () => {
    const [, exposed] = /EXPOSE (\d+)/.exec(source('Dockerfile')) ?? [];
    for (const size of sizeNames) {
      const services = rendered[size].parta.ofKind<Service>('Service');
      expect(services.map(({ spec }) => spec.type)).toEqual(services.map(() => 'ClusterIP'));
      for (const { spec } of rendered[size].parta.deployments) {
        const [service] = services.filter((each) => selects(each.spec.selector, spec.template.metadata.labels));
        expect(service?.spec.ports).toMatchObject([{ port: Number(exposed), targetPort: 'http' }]);
        expect(spec.template.spec.containers[0]?.ports).toEqual([{ name: 'http', containerPort: Number(exposed) }]);
        const isGateway = service?.metadata.name === 'parta-gateway';
        // its pages are asked for by the ingress, all others by a gateway that follows addresses
        expect(service?.spec.clusterIP).toBe(isGateway ? undefined : 'None');
      }
      expect(rendered[size]['region-servers'].ofKind<Service>('Service').map(({ spec }) => spec.type)).toEqual([
        'ClusterIP',
      ]);
    }
  });
});

const selects = (wanted: Readonly<Record<string, string>>, labels: Readonly<Record<string, string>>): boolean =>
  Object.entries(wanted).every(([name, value]) => labels[name] === value);
