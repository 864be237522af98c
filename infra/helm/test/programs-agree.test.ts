import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { BaseConfig, brokerSignIn, readConfig } from '@parta/chassis/config';
import { CurriculumConfig } from '@parta/curriculum/curriculum-config';
import { DoctorConfig } from '@parta/doctor/doctor-config';
import { IdentityConfig } from '@parta/identity/identity-config';
import { repositoryFolder } from '@parta/local/repository-folder';
import { ReportingConfig } from '@parta/reporting/reporting-config';
import { GatewayConfig } from '../../../gateway/src/gateway-config.ts';
import type { Container, KubernetesObject, PodTemplate, Volume } from '../src/kubernetes-object.ts';
import { type Rendered, renderBothSizes, type Size, sizeNames } from './rendered-charts.ts';

const configs = {
  gateway: GatewayConfig,
  identity: IdentityConfig,
  contingent: BaseConfig,
  curriculum: CurriculumConfig,
  journal: BaseConfig,
  reporting: ReportingConfig,
  notifications: BaseConfig,
  doctor: DoctorConfig,
} as const;
const names = Object.keys(configs) as (keyof typeof configs)[];
const services: readonly string[] = names.filter((name) => name !== 'gateway' && name !== 'doctor');
const cases = sizeNames.flatMap((size) => names.map((name) => [name, size] as const));

/** What lies under each name; the names are those that make-secrets.ts writes, Strimzi makes and the README tells to make. */
const secrets: Readonly<Record<string, string>> = {
  'database-url': 'postgres://journal_app:secret@parta-postgres-rw:5432/parta_journal',
  'relay-database-url': 'postgres://journal_relay:secret@parta-postgres-rw:5432/parta_journal',
  'signing-key.pem': '-----BEGIN PRIVATE KEY-----',
  'lookup-secret': 'a'.repeat(64),
  'bootstrap-password': 'b'.repeat(18),
  'metrics-token': 'c'.repeat(48),
  'kafka-password': 'd'.repeat(32),
  'kafka-ca.crt': '-----BEGIN CERTIFICATE-----',
};
const source = (path: string): string => readFileSync(join(repositoryFolder, path), 'utf8');

describe('what the chart gives', () => {
  const folder = mkdtempSync(join(tmpdir(), 'parta-helm-'));
  let rendered: Rendered;
  beforeAll(async () => {
    for (const [name, text] of Object.entries(secrets)) writeFileSync(join(folder, name), text);
    rendered = await renderBothSizes();
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  function podOf(name: string, size: Size): { readonly container: Container; readonly volumes: readonly Volume[] } {
    const found = rendered[size].parta.deployments.find(({ metadata }) => metadata.name === `parta-${name}`);
    const container = found?.spec.template.spec.containers[0];
    if (!container) throw new Error(`no deployment of ${name}`);
    return { container, volumes: found.spec.template.spec.volumes };
  }
  /** As the program sees it: the image's own variables, and secrets where they are mounted. */
  function environmentOf(name: string, size: Size): Record<string, string> {
    const given = podOf(name, size).container.env ?? [];
    const own = given.map(({ name: variable, value }) => [variable, value.replace(/^\/run\/parta/, folder)]);
    return { ...imageVariables(), ...(Object.fromEntries(own) as Record<string, string>) };
  }

  it.each(cases)('%s is enough for its own configuration (%s)', (name, size) => {
    const config = readConfig<unknown>(configs[name], environmentOf(name, size)) as Record<string, unknown>;
    expect(config).toMatchObject({ HOST: '0.0.0.0', PORT: 8080 });
    if (name === 'gateway' || name === 'doctor')
      expect(Object.keys(config['UPSTREAMS'] as object).toSorted()).toEqual(services.toSorted());
    if (name === 'doctor') expect(config['GATEWAY_URL']).toBe('http://parta-gateway:8080');
    if (name === 'gateway') {
      expect(config['METRICS_TOKEN']).toBe(secrets['metrics-token']);
      return;
    }
    expect(config['DATABASE_URL']).toBe(secrets['database-url']);
    const signIn = brokerSignIn(config);
    expect(signIn?.username).toBe(size === 'region' ? `kafka-${name}` : undefined);
  });

  it.each(cases)('%s has no variable that its program does not read (%s)', (name, size) => {
    // Node itself reads its time zone
    const known = new Set([...Object.keys(configs[name].shape), 'PUBLIC_URL', 'TZ']);
    const given = (podOf(name, size).container.env ?? []).map(({ name: variable }) => variable);
    expect(given.filter((variable) => !known.has(variable) && !known.has(variable.replace(/_FILE$/, '')))).toEqual([]);
  });

  it.each(cases)('%s sees its own secrets and nobody else’s (%s)', (name, size) => {
    const { container, volumes } = podOf(name, size);
    const sources = volumes.flatMap(({ projected }) => projected?.sources ?? []).map(({ secret }) => secret.name);
    const ofKafka = size === 'region' && name !== 'gateway' ? [`kafka-${name}`, 'parta-cluster-ca-cert'] : [];
    expect(sources).toEqual([`parta-${name}`, ...ofKafka]);
    expect(container.volumeMounts).toContainEqual({ name: 'secrets', mountPath: '/run/parta', readOnly: true });
    const made = [...source('infra/local/src/containers/make-secrets.ts').matchAll(/'([\w-]+(?:\.pem)?)'/g)];
    const keys = new Set([...made.map(([, key]) => key), 'metrics-token', 'kafka-password', 'kafka-ca.crt']);
    for (const { value } of container.env ?? [])
      if (value.startsWith('/run/parta/')) expect(keys).toContain(value.slice('/run/parta/'.length));
  });

  it('setup is what setup.ts reads', () => {
    for (const size of sizeNames) {
      const [job] = rendered[size].parta.ofKind<KubernetesObject & { spec: { template: PodTemplate } }>('Job');
      const { containers, volumes } = job?.spec.template.spec ?? { containers: [], volumes: [] };
      const [setup] = containers;
      expect(source(setup?.command?.[1] ?? '')).toContain('prepareData(');
      expect(setup?.image).toBe('parta/tools:0.1.0');
      const files = volumes.flatMap(({ projected }) =>
        (projected?.sources ?? []).flatMap(({ secret }) => (secret.items ?? []).map(({ path }) => path)),
      );
      const ofServices = services.flatMap((name) => [`${name}/database-url`, `${name}/relay-database-url`]);
      const ofKafka = size === 'region' ? ['kafka-password', 'kafka-ca.crt'] : [];
      expect(files.toSorted()).toEqual(
        ['postgres/password', 'doctor/database-url', ...ofServices, ...ofKafka].toSorted(),
      );
      expect(job?.metadata.annotations?.['helm.sh/hook']).toBe('pre-install,pre-upgrade');
    }
  });

  it('starts images that the Dockerfile makes, by the names of docker-compose.yml', () => {
    const compose = source('docker-compose.yml');
    const made = new Map(
      [...compose.matchAll(/target: (\w+)(?:, args: \{ FOLDER: ([\w/]+) \})? \}\n {4}image: (\S+)/g)].map(
        ([, target, path, image]) => [image, { target, path }],
      ),
    );
    const targets = new Set([...source('Dockerfile').matchAll(/^FROM \S+ AS (\S+)$/gm)].map(([, target]) => target));
    for (const name of names) {
      const image = podOf(name, 'region').container.image.replace(/:.*/, '');
      expect(targets).toContain(made.get(image)?.target);
      expect(made.get(image)?.path).toBe(services.includes(name) ? `services/${name}` : undefined);
    }
    expect(made.get('parta/tools')?.target).toBe('tools');
    expect(readdirSync(join(repositoryFolder, 'services')).toSorted()).toEqual(services.toSorted());
  });
});

/** ENV of the stages that every running image has, and of the gateway's own. */
function imageVariables(): Record<string, string> {
  const lines = [...source('Dockerfile').matchAll(/^ENV (.+)$/gm)].flatMap(([, line = '']) => line.split(' '));
  return Object.fromEntries(lines.map((each) => each.split('=', 2)).map(([name = '', value = '']) => [name, value]));
}
