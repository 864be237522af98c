import type { z } from 'zod';
import type { Permission } from './permissions.ts';

/**
 * One HTTP operation, as data. The Express mount, the gateway's permission table, the typed client and OpenAPI
 * all come from it, so none of them can disagree with another.
 */
export interface Operation {
  readonly method: 'get' | 'post' | 'put' | 'patch' | 'delete';
  /** OpenAPI style, below the service's prefix: `/pages/{pageId}/changes`. */
  readonly path: `/${string}`;
  readonly summary: string;
  /** Gateway and service both refuse everyone else before they read anything further. */
  readonly permission: Permission | 'signed-in' | 'public';
  /** `stored`: the answer is kept under the Idempotency-Key; `natural`: repeating is harmless; `none`: reads, or answers with secrets. */
  readonly idempotency: 'stored' | 'natural' | 'none';
  readonly params?: z.ZodObject;
  readonly query?: z.ZodObject;
  readonly body?: z.ZodType;
  /** The body is a file, not JSON: at most so many bytes. */
  readonly upload?: { readonly maxBytes: number };
  readonly success: SuccessAnswer;
  /** Closed list: a handler that answers with another problem code fails its contract test. */
  readonly problems: readonly string[];
}

export type SuccessAnswer =
  | { readonly status: 200 | 201 | 202; readonly body: z.ZodType }
  | { readonly status: 204 }
  /** Bytes with a content type of their own. */
  | { readonly status: 200; readonly file: readonly string[] }
  /** Server-sent events that go on until the token ends. */
  | { readonly status: 200; readonly stream: true };

export type Contract = Record<string, Operation>;

export const contract = <const C extends Contract>(operations: C): C => operations;

type Output<T> = T extends z.ZodType ? z.output<T> : undefined;

/** What a handler receives: parsed, nothing else of the request. */
export interface Input<O extends Operation> {
  readonly params: Output<O['params']>;
  readonly query: Output<O['query']>;
  readonly body: O extends { upload: object } ? Uint8Array : Output<O['body']>;
}

export interface FileAnswer {
  readonly contentType: string;
  readonly fileName: string;
  readonly bytes: Uint8Array;
}

/** What a handler answers; as a client receives it when `Side` is `output`. */
export type Success<O extends Operation, Side extends 'input' | 'output' = 'input'> = O['success'] extends {
  body: infer B extends z.ZodType;
}
  ? Side extends 'input'
    ? z.input<B>
    : z.output<B>
  : O['success'] extends { file: readonly string[] }
    ? FileAnswer
    : undefined;

/** What a caller gives: the input side of the schemas. */
export interface CallInput<O extends Operation> {
  readonly params?: O extends { params: infer P extends z.ZodType } ? z.input<P> : undefined;
  readonly query?: O extends { query: infer Q extends z.ZodType } ? z.input<Q> : undefined;
  readonly body?: O extends { upload: object }
    ? Uint8Array
    : O extends { body: infer B extends z.ZodType }
      ? z.input<B>
      : undefined;
}

/** Problems that any operation may answer, besides its own. */
export const commonProblems = [
  'unauthenticated',
  'permission-missing',
  'not-found',
  'invalid-request',
  'too-many-requests',
  'in-progress',
  'idempotency-key-required',
  'idempotency-key-reused',
  'body-too-large',
  'busy',
  'service-unavailable',
  'internal-error',
] as const;
