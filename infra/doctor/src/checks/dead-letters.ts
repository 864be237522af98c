import { check } from '../check.ts';
import { plainReason } from '../plain-reason.ts';
import { illOr, type Verdict, wrong } from '../verdict.ts';

export interface Letters {
  readonly service: string;
  /** Of the event; null when its headers could not be read. */
  readonly type: string | null;
  /** Without anything of the payload. */
  readonly reason: string;
  readonly count: number;
}

export const judgeDeadLetters = (all: readonly Letters[]): readonly Verdict[] =>
  illOr(
    all.map(({ service, type, reason, count }) =>
      wrong(
        `${service}: отложено ${count} сообщений ${type ?? 'без типа'}: ${reason}`,
        `устранить причину, затем npm run replay-dead-letters -- ${service}`,
      ),
    ),
    'ни одного',
  );

interface Row {
  readonly type: string | null;
  readonly reason: string;
  readonly count: number;
}

export const deadLettersCheck = check({
  name: 'dead-letters',
  title: 'Отложенные сообщения',
  runbook: 'DeadLetters',
  gather: async ({ connections }) => {
    if (connections.services.length === 0) return undefined;
    const statement =
      'select type, reason, count(*)::int as count from dead_letter group by type, reason order by count desc limit 500';
    const letters = await connections.each(async (service) =>
      (await connections.rows<Row>(service, 'app', statement)).map((row) => ({
        ...row,
        service,
        reason: plainReason(row.reason),
      })),
    );
    // reasons that differed by what they quoted are one
    const alike = Map.groupBy(letters.flat(), ({ service, type, reason }) => `${service}|${type}|${reason}`);
    return [...alike.values()].flatMap(([first, ...rest]) =>
      first ? [{ ...first, count: rest.reduce((sum, { count }) => sum + count, first.count) }] : [],
    );
  },
  judge: judgeDeadLetters,
});
