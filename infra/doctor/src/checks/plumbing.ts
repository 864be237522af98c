import { check } from '../check.ts';
import { illOr, type Verdict, warning } from '../verdict.ts';

export interface OldRows {
  readonly service: string;
  readonly table: string;
}

/** A day more than the upkeep of each service leaves them. */
const tables = [
  { table: 'inbox', column: 'received_at', days: 31 },
  { table: 'idempotency', column: 'created_at', days: 36 },
  { table: 'dead_letter', column: 'created_at', days: 181 },
] as const;

export const judgeOldRows = (all: readonly OldRows[]): readonly Verdict[] =>
  illOr(
    all.map(({ service, table }) =>
      warning(
        `${service}: в ${table} лежат строки старше срока`,
        `их убирает сама служба раз в час; искать «old plumbing stays» в журнале службы ${service}`,
      ),
    ),
    'лишнего не накопилось',
  );

export const oldRowsCheck = check({
  name: 'plumbing',
  title: 'Служебные таблицы',
  runbook: 'DoctorFoundWrong',
  gather: async ({ connections }) => {
    if (connections.services.length === 0) return undefined;
    const found = await connections.each((service) =>
      Promise.all(
        tables.map(async ({ table, column, days }) => {
          const statement = `select exists (select from ${table} where ${column} < now() - interval '${days} days') as old`;
          const [row] = await connections.rows<{ old: boolean }>(service, 'owner', statement);
          return row?.old ? [{ service, table }] : [];
        }),
      ),
    );
    return found.flat(2);
  },
  judge: judgeOldRows,
});
