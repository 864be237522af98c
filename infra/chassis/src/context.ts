import { AsyncLocalStorage } from 'node:async_hooks';
import { randomUUID } from 'node:crypto';

const storage = new AsyncLocalStorage<string>();

/** The id that one action of a person carries from the browser through every service and topic to the last consumer. */
export const currentCorrelationId = (): string => storage.getStore() ?? randomUUID();

/** The same where one has been set; a line of start or shutdown belongs to no action. */
export const knownCorrelationId = (): string | undefined => storage.getStore();

export const runWithCorrelation = <T>(correlationId: string, work: () => T): T => storage.run(correlationId, work);
