const DAY_MS = 86_400_000;

const state = <const Name extends string>(name: Name) =>
  ({ name, cleanup: 'compact', retentionMs: undefined }) as const;
const change = <const Name extends string>(name: Name) =>
  ({ name, cleanup: 'delete', retentionMs: 14 * DAY_MS }) as const;

/** Every stream between services; one event type per compacted topic. [domain §4] */
export const topics = [
  state('identity.organisations'),
  state('identity.accounts'),
  state('contingent.people'),
  state('contingent.staff'),
  state('contingent.relations'),
  state('contingent.classes'),
  change('contingent.movement'),
  state('curriculum.calendars'),
  state('curriculum.teaching-groups'),
  state('curriculum.lessons'),
  change('journal.pages'),
  change('journal.access'),
] as const;

export type TopicName = (typeof topics)[number]['name'];

/** Partitions of every topic: enough for the replicas of a region, few enough for quick rebalances. */
export const PARTITIONS = 12;

/** Topic that a resync of this one fills. */
export const backfillOf = (topic: TopicName): `${TopicName}.backfill` => `${topic}.backfill`;

/** A resync that stopped halfway is made again, so its topic forgets soon: it holds names that an erasure can't reach. */
const BACKFILL_DAYS = 3;

/** What a broker has to have: every stream and the topic of its resync. */
export const everyTopic = topics.flatMap((topic) => [
  topic,
  { name: backfillOf(topic.name), cleanup: 'delete', retentionMs: BACKFILL_DAYS * DAY_MS } as const,
]);
