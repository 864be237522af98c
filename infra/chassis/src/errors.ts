export type ErrorKind =
  | 'invalid'
  | 'unauthenticated'
  | 'forbidden'
  | 'not-found'
  | 'conflict'
  | 'limited'
  | 'unavailable';

interface ErrorOptions {
  readonly cause?: unknown;
  readonly details?: Record<string, unknown>;
}

/** The one error of the domain. It knows no HTTP; `http/problem.ts` maps the kind to a status once, for every service. */
export class DomainError extends Error {
  readonly kind: ErrorKind;
  /** One of the operation's `problems`. */
  readonly code: string;
  /** What the reader may be told beyond the code; never personal data. */
  readonly details: Readonly<Record<string, unknown>>;

  constructor(kind: ErrorKind, code: string, options: ErrorOptions = {}) {
    super(code, { cause: options.cause });
    this.name = 'DomainError';
    this.kind = kind;
    this.code = code;
    this.details = options.details ?? {};
  }
}

export const notFound = (code: string): DomainError => new DomainError('not-found', code);
export const forbidden = (code: string): DomainError => new DomainError('forbidden', code);
export const conflict = (code: string, details?: Record<string, unknown>): DomainError =>
  new DomainError('conflict', code, details ? { details } : {});
export const invalid = (code: string, details?: Record<string, unknown>): DomainError =>
  new DomainError('invalid', code, details ? { details } : {});
export const unavailable = (code: string, cause?: unknown): DomainError =>
  new DomainError('unavailable', code, { cause });
