import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { everyTopic, PARTITIONS } from '@parta/contracts/kernel/topics';
import { repositoryFolder } from '@parta/local/repository-folder';
import { alerts } from '@parta/observability/rules-file';
import { streamReaders } from '../src/stream-readers.ts';
import type { KubernetesObject, Selector } from '../src/kubernetes-object.ts';
import { type Objects, type Rendered, renderBothSizes, type Size, sizeNames } from './rendered-charts.ts';

type With<Spec> = KubernetesObject & { readonly spec: Spec };
interface KafkaSpec {
  readonly kafka: { readonly listeners: readonly { readonly port: number; readonly tls: boolean }[] };
}
interface PostgresSpec {
  readonly superuserSecret: { readonly name: string };
  readonly postgresql: { readonly parameters: Readonly<Record<string, string>> };
}
interface ScaledSpec {
  readonly scaleTargetRef: { readonly name: string };
  readonly minReplicaCount: number;
  readonly maxReplicaCount: number;
  readonly triggers: readonly { readonly type: string; readonly metadata: Readonly<Record<string, string>> }[];
}
interface RuleSpec {
  readonly groups: readonly { readonly rules: readonly { readonly alert?: string; readonly expr: string }[] }[];
}

describe('the two charts', () => {
  let rendered: Rendered;
  beforeAll(async () => {
    rendered = await renderBothSizes();
  });

  const parts = (size: Size): { readonly parta: Objects; readonly servers: Objects } => ({
    parta: rendered[size].parta,
    servers: rendered[size]['region-servers'],
  });
  const variable = (objects: Objects, name: string, wanted: string): string | undefined =>
    objects.deployments
      .find(({ metadata }) => metadata.name === `parta-${name}`)
      ?.spec.template.spec.containers[0]?.env?.find((each) => each.name === wanted)?.value;
  const scaledOf = (objects: Objects) => objects.ofKind<With<ScaledSpec>>('ScaledObject')[0]?.spec;

  it.each(sizeNames)('speak of the same addresses and secrets (%s)', (size) => {
    const { parta, servers } = parts(size);
    const [kafka] = servers.ofKind<With<KafkaSpec>>('Kafka');
    const [listener] = kafka?.spec.kafka.listeners ?? [];
    expect(variable(parta, 'journal', 'KAFKA_BROKERS')).toBe(
      `${kafka?.metadata.name}-kafka-bootstrap:${listener?.port}`,
    );
    expect(variable(parta, 'journal', 'REDIS_URL')).toBe(`redis://${servers.ofKind('Service')[0]?.metadata.name}:6379`);
    const [postgres] = servers.ofKind<With<PostgresSpec>>('Cluster');
    const setup = JSON.stringify(parta.ofKind('Job')[0]);
    expect(setup).toContain(`"value":"${postgres?.metadata.name}-rw"`);
    expect(setup).toContain(`{"name":"${postgres?.spec.superuserSecret.name}","items":[{"key":"password"`);
  });

  it.each(sizeNames)('have connections enough, also while everything is replaced (%s)', (size) => {
    const { parta, servers } = parts(size);
    const base = readFileSync(join(repositoryFolder, 'infra/chassis/src/config.ts'), 'utf8');
    const pool = Number(/DATABASE_POOL: .+\.default\((\d+)\)/.exec(base)?.[1]);
    const most = (name: string, replicas = 0): number =>
      (name === 'parta-journal' ? (scaledOf(parta)?.maxReplicaCount ?? replicas) : replicas) + 1;
    const [relay, queue] = [2, 4];
    const wanted = parta.deployments
      .filter(({ metadata }) => metadata.name !== 'parta-gateway' && metadata.name !== 'parta-doctor')
      .map(({ metadata: { name }, spec }) => {
        const own = Number(variable(parta, name.replace('parta-', ''), 'DATABASE_POOL') ?? pool);
        return most(name, spec.replicas) * (own + relay + (name === 'parta-reporting' ? queue : 0));
      })
      .reduce((sum, each) => sum + each, 0);
    const looking = readFileSync(join(repositoryFolder, 'infra/doctor/src/connections.ts'), 'utf8');
    // two accesses to each service's database
    const ofDoctor = most('parta-doctor', 1) * 2 * Number(/const POOL = (\d+)/.exec(looking)?.[1]) * 6;
    const [postgres] = servers.ofKind<With<PostgresSpec>>('Cluster');
    // setup, an operator's own look, replication
    expect(wanted + ofDoctor + 30).toBeLessThan(Number(postgres?.spec.postgresql.parameters['max_connections']));
  });

  it.each(sizeNames)('have every topic, as the contracts tell it (%s)', (size) => {
    const topics = parts(size).servers.ofKind<With<{ readonly partitions: number }>>('KafkaTopic');
    expect(topics.map(({ metadata }) => metadata.name)).toEqual(everyTopic.map(({ name }) => name));
    expect(new Set(topics.map(({ spec }) => spec.partitions))).toEqual(new Set([PARTITIONS]));
  });

  it('let a service read the streams that it has handlers for', () => {
    const found = Object.keys(streamReaders).map((service) => {
      const files = globSync(`services/${service}/src/**/*.ts`, { cwd: repositoryFolder });
      const owners = files
        .filter((file) => !file.endsWith('.test.ts'))
        .map((file) => readFileSync(join(repositoryFolder, file), 'utf8'))
        .filter((text) => /\bon(?:Often)?\(\s*\w+V\d/.test(text))
        .flatMap((text) => [...text.matchAll(/@parta\/contracts\/events\/([a-z]+)\//g)].map(([, owner]) => owner));
      return [service, [...new Set(owners)].toSorted()];
    });
    expect(Object.fromEntries(found)).toEqual(streamReaders);
  });

  it('know each service that signs in to Kafka', () => {
    const { parta, servers } = parts('region');
    const users = servers.ofKind('KafkaUser').map(({ metadata }) => metadata.name);
    const asked = new Set([...JSON.stringify(parta.all).matchAll(/"value":"(kafka-[a-z]+)"/g)].map(([, name]) => name));
    expect(users.toSorted()).toEqual([...asked].toSorted());
    expect(parts('district').servers.ofKind('KafkaUser')).toEqual([]);
  });

  it('let the doctor write to Kafka no topic but the one by which it learns the time', () => {
    const users = parts('region').servers.ofKind<With<{ readonly authorization: unknown }>>('KafkaUser');
    const doctor = users.find(({ metadata }) => metadata.name === 'kafka-doctor');
    const broker = readFileSync(join(repositoryFolder, 'infra/chassis/src/events/broker.ts'), 'utf8');
    const [, topic] = /CLOCK_TOPIC = '([\w.]+)'/.exec(broker) ?? [];
    const acls = [{ resource: { type: 'topic', name: topic }, operations: ['Create', 'Describe', 'Write'] }];
    expect(doctor?.spec.authorization).toEqual({ type: 'simple', acls });
  });

  it('scale the journal by lag and by CPU, never beyond the partitions, and nobody else sets its replicas', () => {
    const { parta } = parts('region');
    const scaled = scaledOf(parta);
    expect(scaled?.triggers.map(({ type }) => type)).toEqual(['kafka', 'cpu']);
    expect(scaled?.triggers[0]?.metadata['consumerGroup']).toBe('journal');
    expect(scaled?.maxReplicaCount).toBeLessThanOrEqual(PARTITIONS);
    const target = parta.deployments.find(({ metadata }) => metadata.name === scaled?.scaleTargetRef.name);
    expect(target?.metadata.name).toBe('parta-journal');
    expect(target?.spec.replicas).toBeUndefined();
    expect(scaledOf(parts('district').parta)).toBeUndefined();
  });

  it('bring all alerts, and the boards, and tell Prometheus the names that the alerts ask by', () => {
    const { parta, servers } = parts('region');
    const [rules] = parta.ofKind<With<RuleSpec>>('PrometheusRule');
    const told = (rules?.spec.groups ?? []).flatMap((group) => group.rules);
    expect(told.flatMap(({ alert }) => alert ?? [])).toEqual(alerts.map(({ name }) => name));
    const jobs = new Set(told.flatMap(({ expr }) => [...expr.matchAll(/job="([\w-]+)"/g)].map(([, job]) => job)));
    for (const job of jobs) expect(JSON.stringify(parta.ofKind('PodMonitor'))).toContain(`"replacement":"${job}"`);
    const monitors = parta.ofKind<With<{ readonly selector: Selector }>>('PodMonitor');
    const read = monitors.flatMap(({ spec }) => spec.selector.matchExpressions?.[0]?.values ?? []);
    const pods = parta.deployments.map(({ spec }) => spec.template.metadata.labels['app.kubernetes.io/name'] ?? '');
    expect(read.toSorted()).toEqual(pods.toSorted());
    expect(JSON.stringify(servers.ofKind('PrometheusRule'))).toContain('"record":"parta_backup_last_success_seconds"');
    const boards = parta.ofKind('ConfigMap').map(({ metadata }) => metadata.name);
    expect(boards).toEqual(['institution', 'journal', 'kafka', 'region'].map((name) => `parta-board-${name}`));
    for (const { data = {} } of parta.ofKind('ConfigMap'))
      for (const board of Object.values(data)) expect(JSON.parse(board)).toHaveProperty('panels');
  });

  it('hold a live stream open at the only way in', () => {
    const ingresses = parts('region').parta.ofKind<With<Readonly<Record<string, unknown>>>>('Ingress');
    expect(ingresses.map(({ metadata }) => metadata.name)).toEqual(['parta-gateway']);
    expect(ingresses[0]?.metadata.annotations).toMatchObject({
      'nginx.ingress.kubernetes.io/proxy-buffering': 'off',
      'nginx.org/proxy-buffering': 'False',
    });
    expect(JSON.stringify(ingresses[0]?.spec)).toContain('"service":{"name":"parta-gateway"');
  });
});
