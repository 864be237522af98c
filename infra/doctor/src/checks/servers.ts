import { createClient } from 'redis';
import { check } from '../check.ts';
import { brokerTimeOf } from '../broker-time.ts';
import { illOr, type Verdict, wrong } from '../verdict.ts';

/** Who could not reach the server; an empty list is good news. */
interface Reach {
  readonly server: string;
  readonly away: readonly string[];
}

const steps: Readonly<Record<string, string>> = {
  Postgres: 'pg_isready; местный сервер поднимает npm start, в контейнерах: docker compose up -d postgres',
  Redis: 'redis-cli ping; местный сервер поднимает npm start, в контейнерах: docker compose up -d redis',
  Kafka:
    'местный сервер поднимает npm start, в контейнерах: docker compose up -d kafka; затем docker compose logs kafka',
};

export const judgeReach = ({ server, away }: Reach): readonly Verdict[] =>
  illOr(
    [away.length === 0 ? undefined : wrong(`${server} не отвечает: ${away.join(', ')}`, steps[server] ?? '')],
    `${server} отвечает`,
  );

export const postgresCheck = check<Reach>({
  name: 'postgres',
  title: 'Postgres',
  runbook: 'PostgresAway',
  gather: async ({ connections }) => {
    if (connections.services.length === 0) return undefined;
    const answers = await connections.each((service) =>
      connections.rows(service, 'app', 'select 1').then(
        () => undefined,
        () => service,
      ),
    );
    return { server: 'Postgres', away: answers.filter((service) => service !== undefined) };
  },
  judge: judgeReach,
});

export const redisCheck = check<Reach>({
  name: 'redis',
  title: 'Redis',
  runbook: 'RedisAway',
  gather: async ({ target }) => {
    const urls = [
      ...new Set(Object.values(target.services).flatMap(({ environment }) => environment['REDIS_URL'] ?? [])),
    ];
    if (urls.length === 0) return undefined;
    const answers = await Promise.all(urls.map(async (url) => ((await ping(url)) ? [] : [new URL(url).host])));
    return { server: 'Redis', away: answers.flat() };
  },
  judge: judgeReach,
});

async function ping(url: string): Promise<boolean> {
  const client = createClient({ url, socket: { connectTimeout: 2000, reconnectStrategy: false } });
  client.on('error', () => undefined);
  try {
    await client.connect();
    return (await client.ping()) === 'PONG';
  } catch {
    return false;
  } finally {
    if (client.isOpen) client.destroy();
  }
}

export const kafkaCheck = check<Reach>({
  name: 'kafka',
  title: 'Kafka',
  runbook: 'KafkaAway',
  gather: async ({ target }) => {
    const asked = brokerTimeOf(target);
    if (!asked) return undefined;
    return asked.then(
      () => ({ server: 'Kafka', away: [] }),
      () => ({ server: 'Kafka', away: [Object.values(target.services)[0]?.environment['KAFKA_BROKERS'] ?? ''] }),
    );
  },
  judge: judgeReach,
});
