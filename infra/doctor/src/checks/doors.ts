import { check } from '../check.ts';
import { illOr, type Verdict, warning, wrong } from '../verdict.ts';

export interface Readiness {
  readonly url: string;
  readonly ready: boolean;
  /** What it waits for, by its own words. */
  readonly missing: readonly string[];
}

/** With a replica: on a full machine answers are late. */
export const PATIENCE_MS = 15_000;

async function ask(url: string): Promise<Readiness> {
  try {
    const response = await fetch(`${url}/ready`, { signal: AbortSignal.timeout(PATIENCE_MS) });
    const body = (await response.json().catch(() => ({}))) as { readonly missing?: readonly string[] };
    return { url, ready: response.ok, missing: body.missing ?? [] };
  } catch {
    return { url, ready: false, missing: ['не отвечает'] };
  }
}

export const judgeGateway = ({ url, ready, missing }: Readiness): readonly Verdict[] =>
  illOr(
    [
      ready
        ? undefined
        : wrong(`${url} не готов: ${missing.join(', ')}`, 'npm start; в контейнерах: docker compose up -d gateway'),
    ],
    `${url} готов`,
  );

export const gatewayCheck = check({
  name: 'gateway',
  title: 'Шлюз',
  runbook: 'GatewayDown',
  gather: async ({ target: { url, isHere } }) => {
    if (url !== undefined) return ask(url);
    return isHere ? { url: 'Парта', ready: false, missing: ['здесь не запущена'] } : undefined;
  },
  judge: judgeGateway,
});

export interface Replicas {
  readonly service: string;
  readonly replicas: readonly Readiness[];
}

export const judgeReplicas = (all: readonly Replicas[]): readonly Verdict[] =>
  illOr(
    all.map(({ service, replicas }) => {
      const down = replicas.filter(({ ready }) => !ready);
      if (down.length === 0) return undefined;
      const named = down.map(({ url, missing }) => `${url} (${missing.join(', ')})`).join('; ');
      const next = `журнал процесса: строки «${service}» в выводе npm start; в контейнерах: docker compose logs ${service}`;
      if (down.length === replicas.length) return wrong(`${service}: ни одна копия не готова: ${named}`, next);
      return warning(`${service}: не готовы ${down.length} из ${replicas.length}: ${named}`, next);
    }),
    `готовы все: ${all.map(({ service, replicas }) => `${service} ${replicas.length}`).join(', ')}`,
  );

export const replicasCheck = check({
  name: 'replicas',
  title: 'Копии служб',
  runbook: 'ReplicaDown',
  gather: async ({ target: { services } }) => {
    const known = Object.entries(services).filter(([, { replicas }]) => replicas.length > 0);
    if (known.length === 0) return undefined;
    return Promise.all(
      known.map(async ([service, { replicas }]) => ({ service, replicas: await Promise.all(replicas.map(ask)) })),
    );
  },
  judge: judgeReplicas,
});
