import { problemOf, ServerAway } from './api-problem.ts';
import { addressOf, type AnswerOf, type InputOf, type OperationId, placeOf } from './operations.ts';
import { accessToken, renewToken } from './token.ts';
import { traceparentOf } from './traceparent.ts';

export interface CallOptions {
  readonly idempotencyKey?: string | undefined;
  readonly signal?: AbortSignal | undefined;
  /** The body as bytes already written: a batch is sent again exactly as it was the first time. */
  readonly rawBody?: string | undefined;
}

type Request<Id extends OperationId> = InputOf<Id> & CallOptions;

/**
 * Calls an operation by its id. Throws `ApiProblem` for a refusal and `ServerAway` when no answer came.
 * A 401 renews the access token once and repeats; ETags are left to the browser's cache.
 */
export async function call<Id extends OperationId>(id: Id, request: Request<Id>): Promise<AnswerOf<Id>> {
  const response = await send(id, request);
  if (response.status === 204) return undefined as AnswerOf<Id>;
  return (await response.json()) as AnswerOf<Id>;
}

/** As `call`, for operations that answer with bytes. */
export async function callForFile(id: OperationId, request: InputOf<OperationId> & CallOptions): Promise<Blob> {
  return (await send(id, request)).blob();
}

/** The open answer itself, for operations that stream. */
export const callForStream = (id: OperationId, request: InputOf<OperationId> & CallOptions): Promise<Response> =>
  send(id, request);

async function send(
  id: OperationId,
  request: CallOptions & { params?: object | undefined; query?: object | undefined; body?: unknown },
): Promise<Response> {
  const { method, path, idempotency } = placeOf(id);
  const address = addressOf(path, request.params ?? {}, request.query ?? {});
  const requestId = crypto.randomUUID();
  // a caller that repeats on its own brings its key; for all others one call is one effect
  const idempotencyKey = request.idempotencyKey ?? (idempotency === 'stored' ? requestId : undefined);
  const attempt = async (token: string | undefined): Promise<Response> =>
    reach(address, requestId, {
      method: method.toUpperCase(),
      headers: headersOf({ ...request, idempotencyKey }, { token, requestId }),
      body: bodyOf(request),
      signal: request.signal ?? null,
    });
  let response = await attempt(await accessToken());
  if (response.status === 401 && !id.startsWith('identity.')) response = await attempt(await renewToken());
  if (!response.ok) throw await problemOf(response, requestId);
  return response;
}

async function reach(address: string, requestId: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(address, { ...init, credentials: 'same-origin' });
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw new ServerAway(requestId, error);
  }
}

function bodyOf({ body, rawBody }: CallOptions & { body?: unknown }): BodyInit | null {
  if (rawBody !== undefined) return rawBody;
  if (body === undefined) return null;
  return body instanceof Uint8Array ? (body as Uint8Array<ArrayBuffer>) : JSON.stringify(body);
}

function headersOf(
  request: CallOptions & { body?: unknown },
  { token, requestId }: { token: string | undefined; requestId: string },
): HeadersInit {
  const headers: Record<string, string> = { 'x-request-id': requestId, traceparent: traceparentOf(requestId) };
  if (token) headers['authorization'] = `Bearer ${token}`;
  if (request.idempotencyKey) headers['idempotency-key'] = request.idempotencyKey;
  if (request.body instanceof Uint8Array) headers['content-type'] = 'application/octet-stream';
  else if (request.body !== undefined || request.rawBody !== undefined) headers['content-type'] = 'application/json';
  return headers;
}
