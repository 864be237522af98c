import { brokerTimeOf, type Told } from '../broker-time.ts';
import { check } from '../check.ts';
import { illOr, type Verdict, warning, wrong } from '../verdict.ts';

export interface Offset {
  readonly whose: string;
  /** Their clock minus this machine's, as far as it is certain. */
  readonly seconds: number;
}

/** How far a clock is ahead, or behind (below 0), at least: on a busy machine a question and its answer wait, and nobody knows where. */
export function secondsApart({ time, asked, answered }: Told): number {
  if (time > answered) return (time - answered) / 1000;
  return time < asked ? (time - asked) / 1000 : 0;
}

const NOTABLE_S = 2;
const HARMFUL_S = 30;
const next = 'на обеих машинах: timedatectl status; включить синхронизацию: timedatectl set-ntp true';

export const judgeClocks = (offsets: readonly Offset[]): readonly Verdict[] =>
  illOr(
    offsets.map(({ whose, seconds }) => {
      const apart = Math.abs(seconds);
      if (apart < NOTABLE_S) return undefined;
      const what = `часы ${whose} ${seconds > 0 ? 'спешат' : 'отстают'} на ${apart.toFixed(1)} с относительно этой машины`;
      return apart >= HARMFUL_S ? wrong(what, next) : warning(what, next);
    }),
    `расходятся меньше чем на ${NOTABLE_S} с: эта машина, ${offsets.map(({ whose }) => whose).join(', ')}`,
  );

export const clocksCheck = check({
  name: 'clock',
  title: 'Часы',
  runbook: 'ClockSkew',
  gather: async ({ target, connections }) => {
    const [service] = connections.services;
    if (service === undefined) return undefined;
    const asked = Date.now();
    const [row] = await connections.rows<{ now: Date }>(service, 'app', 'select clock_timestamp() as now');
    const answered = Date.now();
    // a broker that is away is told by its own check
    const broker = await brokerTimeOf(target)?.catch(() => undefined);
    return [
      { whose: 'Postgres', seconds: secondsApart({ time: row?.now.getTime() ?? asked, asked, answered }) },
      ...(broker ? [{ whose: 'Kafka', seconds: secondsApart(broker) }] : []),
    ];
  },
  judge: judgeClocks,
});
