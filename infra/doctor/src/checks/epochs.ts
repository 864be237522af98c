import { check } from '../check.ts';
import type { Connections } from '../connections.ts';
import { illOr, type Verdict, wrong } from '../verdict.ts';

/** What one service remembers of another's stream, against what its owner has now. */
export interface Memory {
  readonly owner: string;
  readonly consumer: string;
  readonly type: string;
  readonly ownerEpoch: number;
  readonly knownEpoch: number;
  /** Of those told last, how many the consumer knows in a later version than their owner has. */
  readonly ahead: number;
}

export const judgeEpochs = (memories: readonly Memory[]): readonly Verdict[] =>
  illOr(
    memories.map(({ owner, consumer, type, ownerEpoch, knownEpoch, ahead }) => {
      const next = `после восстановления базы ${owner}: npm run restored -- ${owner}, затем npm run resync -- ${owner}`;
      if (knownEpoch > ownerEpoch)
        return wrong(`${consumer} знает ${type} из эпохи ${knownEpoch}, а у ${owner} эпоха ${ownerEpoch}`, next);
      if (ahead > 0)
        return wrong(
          `${consumer} знает ${type} новее, чем сама служба ${owner} (записей: ${ahead}): её база вернулась назад`,
          next,
        );
      return undefined;
    }),
    'память служб согласна с владельцами',
  );

/** Where the owner keeps the version of a state; the key of the stream is the row's id. */
const tables: Readonly<Record<string, string>> = {
  'identity.organisation.v1': 'organisation',
  'contingent.person.v1': 'person',
  'contingent.relation.v1': 'relation',
  'contingent.class.v1': 'class',
  'curriculum.teaching-group.v1': 'teaching_group',
};
const NEWEST = 200;

export const epochsCheck = check({
  name: 'epochs',
  title: 'Эпохи и версии',
  runbook: 'DoctorFoundWrong',
  gather: async ({ connections }) => {
    if (connections.services.length === 0) return undefined;
    const epochs = new Map(
      await connections.each(async (service) => {
        const [row] = await connections.rows<{ value: number }>(service, 'app', 'select value from epoch');
        return [service, row?.value ?? 1] as const;
      }),
    );
    const memories = await connections.each(async (consumer) => {
      const known = await connections.rows<{ type: string; epoch: number }>(
        consumer,
        'app',
        'select type, max(epoch)::int as epoch from aggregate_version group by type',
      );
      return Promise.all(known.map(({ type, epoch }) => memoryOf(connections, { consumer, type, epoch, epochs })));
    });
    return memories.flat().filter((memory) => memory !== undefined);
  },
  judge: judgeEpochs,
});

interface Known {
  readonly consumer: string;
  readonly type: string;
  readonly epoch: number;
  readonly epochs: ReadonlyMap<string, number>;
}

async function memoryOf(
  connections: Connections,
  { consumer, type, epoch, epochs }: Known,
): Promise<Memory | undefined> {
  const owner = type.split('.')[0] ?? '';
  const ownerEpoch = epochs.get(owner);
  if (ownerEpoch === undefined) return undefined;
  const table = tables[type];
  const ahead = table === undefined ? 0 : await countAhead(connections, { consumer, owner, type, table, ownerEpoch });
  return { owner, consumer, type, ownerEpoch, knownEpoch: epoch, ahead };
}

interface Compared {
  readonly consumer: string;
  readonly owner: string;
  readonly type: string;
  readonly table: string;
  readonly ownerEpoch: number;
}

async function countAhead(
  connections: Connections,
  { consumer, owner, type, table, ownerEpoch }: Compared,
): Promise<number> {
  const known: { key: string; version: number }[] = await connections
    .of(
      consumer,
      'app',
    )('aggregate_version')
    .where({ type, epoch: ownerEpoch, erased: false })
    .orderBy('at', 'desc')
    .limit(NEWEST)
    .select('key', 'version');
  const own: { id: string; version: number }[] = await connections
    .of(
      owner,
      'owner',
    )(table)
    .whereRaw('id::text = any(?)', [known.map(({ key }) => key)])
    .select('id', 'version');
  const versions = new Map(own.map(({ id, version }) => [id, version]));
  return known.filter(({ key, version }) => version > (versions.get(key) ?? 0)).length;
}
