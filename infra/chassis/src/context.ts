import { AsyncLocalStorage } from 'node:async_hooks';
import { randomUUID } from 'node:crypto';
import type { SpanContext } from '@opentelemetry/api';

/** What goes along with an action, through whatever is awaited. */
interface Carried {
  readonly correlationId?: string;
  /** Where in its trace the action is now. */
  readonly place?: SpanContext;
}

const storage = new AsyncLocalStorage<Carried>();

/** The id that one action of a person carries from the browser through every service and topic to the last consumer. */
export const currentCorrelationId = (): string => storage.getStore()?.correlationId ?? randomUUID();

/** The same where one has been set; a line of start or shutdown belongs to no action. */
export const knownCorrelationId = (): string | undefined => storage.getStore()?.correlationId;

export const runWithCorrelation = <T>(correlationId: string, work: () => T): T =>
  storage.run({ ...storage.getStore(), correlationId }, work);

/** The span that is under way; undefined where nobody follows a trace. */
export const currentPlace = (): SpanContext | undefined => storage.getStore()?.place;

export const runAtPlace = <T>(place: SpanContext, work: () => T): T =>
  storage.run({ ...storage.getStore(), place }, work);
