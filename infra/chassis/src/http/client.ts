import { randomUUID } from 'node:crypto';
import type { CallInput, Contract, Operation, Success } from '@parta/contracts/kernel/operation';
import { Problem } from '@parta/contracts/kernel/problem';
import { currentTraceparent } from '../tracing/span.ts';

/** An answer that is a problem. */
export class ApiProblem extends Error {
  readonly problem: Problem;
  constructor(problem: Problem) {
    super(`${problem.status} ${problem.code}`);
    this.name = 'ApiProblem';
    this.problem = problem;
  }
}

interface CallOptions {
  readonly idempotencyKey?: string;
  readonly signal?: AbortSignal;
}

export type Client<C extends Contract> = {
  readonly [Name in keyof C]: (
    input?: CallInput<C[Name]>,
    options?: CallOptions,
  ) => Promise<Success<C[Name], 'output'>>;
};

interface ClientOptions {
  /** Where the contract's paths begin: `http://127.0.0.1:8080/api/journal`, or a service's own address. */
  readonly baseUrl: string;
  readonly token?: () => string | undefined | Promise<string | undefined>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly timeoutMs?: number;
}

/** A typed client of one contract, for tests, the seeder, and commands between services. */
export function buildClient<C extends Contract>(contract: C, options: ClientOptions): Client<C> {
  const call =
    (operation: Operation) =>
    async (input: Called = {}, calling: CallOptions = {}) => {
      const response = await fetch(urlOf(options.baseUrl, operation, input), {
        method: operation.method.toUpperCase(),
        headers: await headersOf(options, operation, calling),
        signal: calling.signal ?? AbortSignal.timeout(options.timeoutMs ?? 30_000),
        ...bodyOf(operation, input),
      });
      if (!response.ok) throw new ApiProblem(await problemOf(response));
      return answerOf(operation, response);
    };
  // each entry answers its own operation's type; a mapped type can't follow Object.entries
  return Object.fromEntries(
    Object.entries(contract).map(([name, operation]) => [name, call(operation)]),
  ) as unknown as Client<C>;
}

interface Called {
  readonly params?: unknown;
  readonly query?: unknown;
  readonly body?: unknown;
}

function urlOf(baseUrl: string, operation: Operation, { params, query }: Called): string {
  const given = (params ?? {}) as Record<string, unknown>;
  const path = operation.path.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(given[name])));
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query ?? {})) if (value !== undefined) search.set(name, String(value));
  return `${baseUrl}${path}${search.size > 0 ? `?${search.toString()}` : ''}`;
}

async function headersOf(
  options: ClientOptions,
  operation: Operation,
  calling: CallOptions,
): Promise<Record<string, string>> {
  const traceparent = currentTraceparent();
  const token = await options.token?.();
  return {
    ...(traceparent !== undefined && { traceparent }),
    ...options.headers,
    ...(token !== undefined && { authorization: `Bearer ${token}` }),
    ...(operation.upload
      ? { 'content-type': 'application/octet-stream' }
      : operation.body && { 'content-type': 'application/json' }),
    ...(operation.idempotency === 'stored' && { 'idempotency-key': calling.idempotencyKey ?? randomUUID() }),
  };
}

function bodyOf(operation: Operation, { body }: Called): { body?: string | Uint8Array<ArrayBuffer> } {
  if (operation.upload) return { body: new Uint8Array(body as Uint8Array) };
  return operation.body ? { body: JSON.stringify(body ?? {}) } : {};
}

async function problemOf(response: Response): Promise<Problem> {
  const parsed = Problem.safeParse(await response.json().catch(() => undefined));
  return parsed.success
    ? parsed.data
    : { type: 'about:blank', title: 'Unreadable answer', status: response.status, code: 'internal-error' };
}

async function answerOf(operation: Operation, response: Response): Promise<never> {
  const { success } = operation;
  if ('body' in success) return success.body.parse(await response.json()) as never;
  if (!('file' in success)) return undefined as never;
  const fileName = decodeURIComponent(
    /filename\*=UTF-8''([^;]+)/.exec(response.headers.get('content-disposition') ?? '')?.[1] ?? '',
  );
  const bytes = new Uint8Array(await response.arrayBuffer());
  return { contentType: response.headers.get('content-type') ?? '', fileName, bytes } as never;
}
