import { Dexie, type DexieOptions, type EntityTable } from 'dexie';
import type { JournalPage } from '../model/page-model.ts';
import { nothingUnsent, type Unsent } from '../model/unsent.ts';

interface UnsentRow {
  /** User, assignment and page: nobody else's edits are ever read or sent. */
  scope: string;
  unsent: Unsent;
}

interface PageRow {
  /** The scope and the period. */
  id: string;
  page: JournalPage;
  at: string;
}

/** What the journal keeps in this browser: edits until the server has them, and the last seen pages. */
export interface UnsentStore {
  load(scope: string): Promise<Unsent>;
  save(scope: string, unsent: Unsent): Promise<void>;
  keepPage(scope: string, period: string, page: JournalPage): Promise<void>;
  lastPage(scope: string, period: string): Promise<{ page: JournalPage; at: string } | undefined>;
}

export const scopeOf = (userId: string, assignmentId: string, pageId: string): string =>
  `${userId}/${assignmentId}/${pageId}`;

const isEmpty = (unsent: Unsent): boolean =>
  !unsent.sealed &&
  unsent.works.length === 0 &&
  [unsent.pending, unsent.refused, unsent.conflicts].every((entries) => Object.keys(entries).length === 0);

/** Opens the journal's database in IndexedDB; tests bring an IndexedDB of their own. */
export function openUnsentStore(
  name = 'parta-journal',
  engine: Pick<DexieOptions, 'indexedDB' | 'IDBKeyRange'> = {},
): UnsentStore & { close(): void } {
  const database = new Dexie(name, engine) as Dexie & {
    unsent: EntityTable<UnsentRow, 'scope'>;
    pages: EntityTable<PageRow, 'id'>;
  };
  database.version(1).stores({ unsent: 'scope', pages: 'id' });
  return {
    load: async (scope) => (await database.unsent.get(scope))?.unsent ?? nothingUnsent,
    save: async (scope, unsent) => {
      await (isEmpty(unsent) ? database.unsent.delete(scope) : database.unsent.put({ scope, unsent }));
    },
    keepPage: async (scope, period, page) => {
      await database.pages.put({ id: `${scope}/${period}`, page, at: new Date().toISOString() });
    },
    lastPage: (scope, period) => database.pages.get(`${scope}/${period}`),
    close: () => database.close(),
  };
}
