/** One way of breaking the promise, as a change of the product's own source while it is loaded. */
export interface SeededBug {
  readonly name: string;
  /** Services that must start again with it. */
  readonly services: readonly string[];
  readonly edits: readonly { readonly file: string; readonly find: string; readonly put: string }[];
}

const chassis = 'infra/chassis/src';
const journal = 'services/journal/src';
/** Every so many times, so that a bug is rare as real ones are. */
const sometimes = (share: number): string => `Math.random() < ${share}`;
const lostConnection = `throw Object.assign(new Error('the connection was lost'), { code: 'ECONNRESET' })`;

const lastWrites = (saving: string): string =>
  `const last = asOneWrite('save.writes', [...${saving}, storeAnswer(once, { status: 200, body: answer })]);`;

/** Bugs that have been made in systems like this one; the checker must find each of them. [reliability §1, I12] */
export const seededBugs: readonly SeededBug[] = [
  {
    name: 'a lost outbox row',
    services: ['journal'],
    edits: [
      {
        file: `${journal}/saves/page-save.ts`,
        find: 'addToOutbox({ ...event, id: eventId }),',
        put: `...(${sometimes(0.1)} ? [] : [addToOutbox({ ...event, id: eventId })]),`,
      },
    ],
  },
  {
    name: 'publish before commit',
    services: ['journal'],
    edits: [
      {
        file: `${journal}/cells/change-cells.ts`,
        find: lastWrites('saving'),
        put: `const told = saving.at(-1);
          if (told && ${sometimes(0.2)}) {
            await saveInTenant(actor, async () => ({ value: undefined, last: [told] }));
            throw new Error('died before the commit');
          }
          ${lastWrites('saving')}`,
      },
    ],
  },
  {
    name: 'acknowledged before the commit',
    services: ['journal'],
    edits: [
      {
        file: `${journal}/cells/change-cells.ts`,
        find: lastWrites('saving'),
        put: lastWrites(`(${sometimes(0.1)} ? [] : saving)`),
      },
    ],
  },
  {
    name: 'inbox outside the transaction',
    services: ['notifications'],
    edits: [
      {
        file: `${chassis}/events/consumer.ts`,
        find: 'const [known, ...rows] = await read([claim, ...statements]);',
        put: `const [known] = await saveInTenant(scope, async (own) => ({ value: await own([claim]), last: [] }));
      if (isNews(known) && ${sometimes(0.1)}) ${lostConnection};
      const rows = await read(statements);`,
      },
    ],
  },
  {
    name: 'no inbox at all',
    services: ['notifications'],
    edits: [
      {
        file: `${chassis}/events/inbox.ts`,
        find: 'boolean => rows?.length === 1;',
        put: 'boolean => rows !== null;',
      },
      {
        file: `${chassis}/events/kafka-subscription.ts`,
        find: 'await this.#subscription.handle(message);',
        put: `await this.#subscription.handle(message); if (${sometimes(0.1)}) await this.#subscription.handle(message);`,
      },
    ],
  },
  {
    name: 'retry without key',
    services: ['journal'],
    edits: [
      { file: `${chassis}/db/once.ts`, find: 'if (row.fresh) return undefined;', put: 'if (row) return undefined;' },
    ],
  },
  {
    name: 'wrong tenant',
    services: ['journal'],
    edits: [
      {
        file: `${journal}/saves/page-save.ts`,
        find: '{ institutionId: page.institutionId, root: page.id, key: page.id, version: seq },',
        put: `{ institutionId: (globalThis.firstInstitution ??= page.institutionId), root: page.id, key: page.id, version: seq },`,
      },
    ],
  },
  {
    name: 'wrong family',
    services: ['notifications'],
    edits: [
      {
        file: 'services/notifications/src/facts/on-page-changed.ts',
        find: 'last: deliver(institutionId, new Date(save.at), deliveries),',
        put: `last: deliver(institutionId, new Date(save.at), ${sometimes(0.2)} ? deliveries.map((each, i) => ({ ...each, userId: deliveries[(i + 1) % deliveries.length].userId })) : deliveries),`,
      },
    ],
  },
  {
    name: 'stale standing',
    services: ['journal'],
    edits: [
      {
        file: `${journal}/cells/change-cells.ts`,
        find: '...standing.write(facts.page),',
        put: `...(${sometimes(0.1)} ? [] : standing.write(facts.page)),`,
      },
    ],
  },
  {
    name: 'skipped revision',
    services: ['journal'],
    edits: [
      {
        file: `${journal}/saves/page-save.ts`,
        find: '...columnsOf(revisions)],',
        put: `...columnsOf(${sometimes(0.1)} ? revisions.slice(1) : revisions)],`,
      },
    ],
  },
  {
    name: 'offset committed too early',
    services: ['notifications', 'reporting'],
    edits: [
      {
        file: `${chassis}/events/kafka-subscription.ts`,
        find: 'await this.#subscription.handle(message);\n        return true;',
        put: `if (${sometimes(0.1)}) return true; // as if the process had died between offset and effect
          await this.#subscription.handle(message);
          return true;`,
      },
    ],
  },
  {
    name: 'no look at the version that was seen',
    services: ['journal'],
    edits: [
      {
        file: `${journal}/cells/decide-changes.ts`,
        find: 'if (version !== change.baseVersion)',
        put: 'if (version < 0)',
      },
    ],
  },
];
