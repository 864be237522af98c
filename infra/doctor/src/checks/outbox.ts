import { check } from '../check.ts';
import { illOr, type Verdict, warning, wrong } from '../verdict.ts';

export interface Waiting {
  readonly service: string;
  readonly rows: number;
  readonly oldestSeconds: number;
}

const NOTABLE_S = 10;
const STUCK_S = 60;
const next =
  'отвечает ли Kafka (строка «Kafka» выше) и что пишет служба: строки «the relay cannot publish» в её журнале';

export const judgeOutbox = (all: readonly Waiting[]): readonly Verdict[] =>
  illOr(
    all.map(({ service, rows, oldestSeconds }) => {
      if (oldestSeconds < NOTABLE_S) return undefined;
      const what = `${service}: ждут отправки ${rows}, самое старое ${Math.round(oldestSeconds)} с`;
      return oldestSeconds >= STUCK_S ? wrong(what, next) : warning(what, next);
    }),
    'события уходят без задержки',
  );

export const outboxCheck = check({
  name: 'outbox',
  title: 'Исходящие события',
  runbook: 'OutboxStuck',
  gather: async ({ connections }) => {
    if (connections.services.length === 0) return undefined;
    return connections.each(async (service) => {
      const [row] = await connections.rows<Omit<Waiting, 'service'>>(
        service,
        'relay',
        `select (select count(*) from (select from outbox limit 100000) as first_rows)::int as rows,
                coalesce((select extract(epoch from clock_timestamp() - created_at) from outbox order by seq limit 1), 0)::float8 as "oldestSeconds"`,
      );
      return { service, rows: row?.rows ?? 0, oldestSeconds: row?.oldestSeconds ?? 0 };
    });
  },
  judge: judgeOutbox,
});
