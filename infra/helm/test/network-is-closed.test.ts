import { beforeAll, describe, expect, it } from '@jest/globals';
import type { KubernetesObject, Labels, NetworkPolicy, Peer, PodTemplate, Selector } from '../src/kubernetes-object.ts';
import { type Rendered, renderBothSizes, sizeNames } from './rendered-charts.ts';

type Job = KubernetesObject & { readonly spec: { readonly template: PodTemplate } };
const services = ['contingent', 'curriculum', 'identity', 'journal', 'notifications', 'reporting'];

describe.each(sizeNames)('the network of a %s', (size) => {
  let rendered: Rendered;
  let policies: readonly NetworkPolicy[];
  let pods: ReadonlyMap<string, Labels>;
  beforeAll(async () => {
    rendered = await renderBothSizes();
    const { parta, 'region-servers': servers } = rendered[size];
    policies = [...parta.policies, ...servers.policies];
    const ours = [...parta.deployments, ...parta.ofKind<Job>('Job')].map(({ spec }) => spec.template.metadata.labels);
    pods = new Map(ours.map((labels) => [labels['app.kubernetes.io/name'] ?? '', labels]));
  });

  const policiesOf = (labels: Labels) => policies.filter(({ spec }) => selects(spec.podSelector, labels));
  const maySend = (from: Labels, to: Labels): boolean =>
    policiesOf(from).some(({ spec }) => spec.egress?.some((rule) => rule.to?.some((peer) => isPeer(peer, to))));
  const mayReceive = (from: Labels, to: Labels): boolean =>
    policiesOf(to).some(({ spec }) => spec.ingress?.some((rule) => rule.from?.some((peer) => isPeer(peer, from))));
  const reachable = (to: Labels): string[] =>
    [...pods].filter(([, from]) => maySend(from, to) && mayReceive(from, to)).map(([name]) => name);

  it('forbids every pod of the namespace what is not allowed', () => {
    const { spec } = policies.find(({ metadata }) => metadata.name === 'parta-nobody') as NetworkPolicy;
    expect(spec).toEqual({ podSelector: {}, policyTypes: ['Ingress', 'Egress'] });
    for (const labels of pods.values()) expect(policiesOf(labels).length).toBeGreaterThanOrEqual(2);
  });

  it('lets services be asked by the gateway and the doctor alone, identity by all, contingent by curriculum too, the doctor by none', () => {
    const callers = Object.fromEntries([...pods].map(([name, labels]) => [name, reachable(labels).toSorted()]));
    expect(callers).toEqual({
      gateway: ['doctor'],
      identity: [...services, 'doctor', 'gateway'].toSorted(),
      contingent: ['curriculum', 'doctor', 'gateway'],
      curriculum: ['doctor', 'gateway'],
      journal: ['doctor', 'gateway'],
      reporting: ['doctor', 'gateway'],
      notifications: ['doctor', 'gateway'],
      doctor: [],
      setup: [],
    });
  });

  it('lets the ingress reach the gateway alone', () => {
    const fromElsewhere = policies.filter(({ spec }) =>
      spec.ingress?.some(({ from }) =>
        from?.some(({ namespaceSelector }) => JSON.stringify(namespaceSelector ?? '').includes('"ingress"')),
      ),
    );
    expect(fromElsewhere.map(({ metadata }) => metadata.name)).toEqual(['parta-gateway']);
  });

  it('lets the servers be reached by services, setup and the doctor alone', () => {
    const postgres = { 'cnpg.io/cluster': 'parta-postgres' };
    expect(reachable(postgres).toSorted()).toEqual([...services, 'doctor', 'setup'].toSorted());
    expect(reachable({ 'app.kubernetes.io/name': 'parta-redis' }).toSorted()).toEqual(
      [...services, 'doctor', 'gateway'].toSorted(),
    );
    // who may come in to Kafka is said by its listener
    const kafka = { 'strimzi.io/cluster': 'parta' };
    expect([...pods].filter(([, from]) => maySend(from, kafka)).map(([name]) => name)).toEqual(
      expect.arrayContaining([...services, 'doctor', 'setup']),
    );
    const [cluster] = rendered[size]['region-servers'].ofKind<Kafka>('Kafka');
    for (const { networkPolicyPeers } of cluster?.spec.kafka.listeners ?? [])
      expect(
        [...pods].filter(([, from]) => networkPolicyPeers.some((peer) => isPeer(peer, from))).map(([n]) => n),
      ).toEqual(expect.arrayContaining([...services, 'doctor', 'setup']));
  });

  it('lets every pod be read by Prometheus where there is one', () => {
    const fromMonitoring = policies.filter(({ spec }) =>
      spec.ingress?.some(({ ports, from }) =>
        from?.some(
          ({ namespaceSelector }) =>
            ports?.[0]?.port === 'http' && JSON.stringify(namespaceSelector ?? '').includes('"monitoring"'),
        ),
      ),
    );
    const read = fromMonitoring.map(({ metadata }) => metadata.name);
    const wanted = rendered[size].parta.deployments.map(({ metadata }) => metadata.name);
    expect(read.toSorted()).toEqual(size === 'region' ? wanted.toSorted() : []);
  });

  it('gives no pod of ours a way out to where anybody may be, the one that prints least of all', () => {
    for (const labels of pods.values())
      for (const { spec } of policiesOf(labels))
        for (const { to, ports } of spec.egress ?? []) {
          expect(to?.length).toBeGreaterThan(0);
          expect(ports?.length).toBeGreaterThan(0);
          for (const { ipBlock, podSelector } of to ?? []) {
            expect(ipBlock).toBeUndefined();
            expect(Object.keys(podSelector?.matchLabels ?? {}).length).toBeGreaterThan(0);
          }
        }
  });

  it('opens no rule to everybody by an empty list', () => {
    for (const { spec, metadata } of policies) {
      const from = (spec.ingress ?? []).map((rule) => rule.from?.length ?? 0);
      expect([metadata.name, ...from.map((count) => count > 0)]).toEqual([metadata.name, ...from.map(() => true)]);
    }
  });
});

type Kafka = KubernetesObject & {
  readonly spec: {
    readonly kafka: { readonly listeners: readonly { readonly networkPolicyPeers: readonly Peer[] }[] };
  };
};

const isPeer = ({ podSelector, namespaceSelector, ipBlock }: Peer, labels: Labels): boolean =>
  podSelector !== undefined && !namespaceSelector && !ipBlock && selects(podSelector, labels);

function selects({ matchLabels = {}, matchExpressions = [] }: Selector, labels: Labels): boolean {
  return (
    Object.entries(matchLabels).every(([name, value]) => labels[name] === value) &&
    matchExpressions.every(({ key, operator, values }) => operator === 'In' && values.includes(labels[key] ?? ''))
  );
}
