import type { contracts } from '@parta/contracts/http/all';
import type { CallInput, Operation, Success } from '@parta/contracts/kernel/operation';
import table from '@parta/contracts/generated/operations.json' with { type: 'json' };

type Contracts = typeof contracts;

/** Every operation of every service under its id, `journal.getPage`. */
type Operations = {
  [Service in keyof Contracts as `${Service}.${Extract<keyof Contracts[Service], string>}`]: Contracts[Service];
};

export type OperationId = {
  [Id in keyof Operations]: Id;
}[keyof Operations];

export type OperationOf<Id extends OperationId> = Id extends `${infer Service}.${infer Name}`
  ? Service extends keyof Contracts
    ? Name extends keyof Contracts[Service]
      ? Contracts[Service][Name] extends Operation
        ? Contracts[Service][Name]
        : never
      : never
    : never
  : never;

/** What a call takes and gives, by the operation's id. */
export type InputOf<Id extends OperationId> = CallInput<OperationOf<Id>>;
export type AnswerOf<Id extends OperationId> = Success<OperationOf<Id>, 'output'>;

interface Place {
  readonly method: string;
  readonly path: string;
  readonly idempotency: string;
}

const places: Readonly<Record<string, Place>> = table;

/** Method, path below the gateway and kind of idempotency of an operation. */
export function placeOf(id: OperationId): Place {
  const place = places[id];
  if (!place) throw new Error(`no operation ${id} in the generated table`);
  return place;
}

/** The address with its parameters filled in; absent query values are left out. */
export function addressOf(path: string, params: object, query: object): string {
  const filled = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(textOf(params, name)));
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    for (const one of Array.isArray(value) ? (value as unknown[]) : [value]) {
      if (one !== undefined && one !== null) search.append(name, String(one));
    }
  }
  return search.size > 0 ? `${filled}?${search.toString()}` : filled;
}

function textOf(params: object, name: string): string {
  const value = (params as Record<string, unknown>)[name];
  if (typeof value !== 'string' && typeof value !== 'number') throw new Error(`parameter ${name} is missing`);
  return String(value);
}
