import { check } from '../check.ts';
import { figuresOf } from '../figures.ts';
import { illOr, unknown, type Verdict, warning, wrong } from '../verdict.ts';
import { PATIENCE_MS } from './doors.ts';

export interface Lag {
  readonly service: string;
  /** Undefined when no replica could tell. */
  readonly topics: readonly { readonly topic: string; readonly messages: number }[] | undefined;
}

const NOTABLE = 100;
const HARMFUL = 1000;

export const judgeLag = (all: readonly Lag[]): readonly Verdict[] =>
  illOr(
    all.flatMap(({ service, topics }) => {
      if (!topics) return [unknown(`${service}: ни одна копия не сказала об отставании`)];
      return topics
        .filter(({ messages }) => messages >= NOTABLE)
        .map(({ topic, messages }) => {
          const what = `${service}: не обработано ${messages} сообщений ${topic}`;
          const next = `через минуту ещё раз: npm run doctor; если число растёт, смотреть строки «a message has to wait» в журнале службы ${service}`;
          return messages >= HARMFUL ? wrong(what, next) : warning(what, next);
        });
    }),
    'никто не отстаёт',
  );

export const lagCheck = check({
  name: 'lag',
  title: 'Отставание групп Kafka',
  runbook: 'ConsumerLag',
  gather: async ({ target: { services } }) => {
    const known = Object.entries(services).filter(([, { replicas }]) => replicas.length > 0);
    if (known.length === 0) return undefined;
    return Promise.all(
      known.map(async ([service, { replicas }]) => ({ service, topics: await lagOf(service, replicas) })),
    );
  },
  judge: judgeLag,
});

/** Every replica tells the lag of its whole group, so one answer is enough. */
async function lagOf(service: string, replicas: readonly string[]): Promise<Lag['topics']> {
  for (const url of replicas) {
    const text = await fetch(`${url}/metrics`, { signal: AbortSignal.timeout(PATIENCE_MS) }).then(
      (response) => response.text(),
      () => '',
    );
    const lags = figuresOf(text, 'consumer_lag');
    if (lags.length > 0)
      return lags.map(({ labels, value }) => ({ topic: labels['topic'] ?? service, messages: value }));
    // who consumes nothing has nothing to tell
    if (text !== '' && figuresOf(text, 'dependency_up').length > 0 && !text.includes('# TYPE consumer_lag')) return [];
  }
  return undefined;
}
