/** A refusal of the server as problem+json says it; `code` is from the operation's closed list. */
export class ApiProblem extends Error {
  readonly status: number;
  readonly code: string;
  readonly detail: string | undefined;
  readonly correlationId: string | undefined;
  readonly details: Readonly<Record<string, unknown>>;

  constructor(problem: {
    status: number;
    code: string;
    detail?: string | undefined;
    correlationId?: string | undefined;
    details?: Record<string, unknown> | undefined;
  }) {
    super(problem.code);
    this.name = 'ApiProblem';
    this.status = problem.status;
    this.code = problem.code;
    this.detail = problem.detail;
    this.correlationId = problem.correlationId;
    this.details = problem.details ?? {};
  }
}

/** No answer came: the network is away, or the gateway is. */
export class ServerAway extends Error {
  readonly correlationId: string;

  constructor(correlationId: string, cause: unknown) {
    super('server away', { cause });
    this.name = 'ServerAway';
    this.correlationId = correlationId;
  }
}

/** True for what may succeed when tried again unchanged: no answer, an overloaded or a restarting server. */
export const isPassing = (error: unknown): boolean =>
  error instanceof ServerAway ||
  (error instanceof ApiProblem &&
    (error.status >= 500 || error.status === 429 || error.status === 408 || error.code === 'in-progress'));

/** Reads an answer that is not a success, whatever stands in its body. */
export async function problemOf(response: Response, requestId: string): Promise<ApiProblem> {
  const body: unknown = await response.json().catch(() => undefined);
  const fields = (typeof body === 'object' && body !== null ? body : {}) as Record<string, unknown>;
  const text = (name: string): string | undefined => (typeof fields[name] === 'string' ? fields[name] : undefined);
  return new ApiProblem({
    status: response.status,
    code: text('code') ?? (response.status >= 500 ? 'service-unavailable' : 'internal-error'),
    detail: text('detail'),
    correlationId: text('correlationId') ?? response.headers.get('x-request-id') ?? requestId,
    details: typeof fields['details'] === 'object' ? (fields['details'] as Record<string, unknown>) : undefined,
  });
}
