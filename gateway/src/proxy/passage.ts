import type { ClientRequest } from 'node:http';
import type { Request } from 'express';
import { currentPlace } from '@parta/chassis/context';
import { type OpenSpan, openSpanAt } from '@parta/chassis/tracing/span';
import { formatTraceparent } from '@parta/chassis/tracing/traceparent';
import type { Match } from '../door/permission-table.ts';
import { BodyTooLarge, type RequestBody } from '../door/request-body.ts';
import type { Replicas } from './replicas.ts';

/** Upstream silence that ends a request; a stream may be silent as long as it likes. */
export const PATIENCE_MS = 30_000;
/** The first and three more. */
const TRIES = 4;

/** A request that was let in. */
export interface Admitted {
  readonly match: Match;
  readonly body: RequestBody;
  readonly correlationId: string;
}

const repeatable = new Set(['GET', 'HEAD']);
const broken = new Set(['ECONNRESET', 'EPIPE']);

/** One admitted request on its way through the replicas of its service. */
export class Passage {
  readonly admitted: Admitted;
  readonly #replicas: Replicas;
  readonly #startedAt = performance.now();
  readonly #tried = new Set<string>();
  /** The callbacks of the proxy know nothing of the request that they belong to. */
  readonly #place = currentPlace();
  #span: OpenSpan | undefined;
  #tries = 0;
  #mayRepeatThere = false;
  /** Of the replica that is asked now. */
  target = '';
  outgoing: ClientRequest | undefined;

  constructor(admitted: Admitted, replicas: Replicas) {
    this.admitted = admitted;
    this.#replicas = replicas;
  }

  get isTraced(): boolean {
    return this.#place !== undefined;
  }

  get isStream(): boolean {
    return 'stream' in this.admitted.match.operation.success;
  }

  /** The target, parsed. */
  get address(): URL {
    return this.#replicas.addressOf(this.target);
  }

  /** Chooses the replica of the next try; false when there is none. */
  advance(): boolean {
    // with one replica a broken kept-alive socket says nothing about the next one
    const target = this.#replicas.pick(this.#tried) ?? (this.#mayRepeatThere ? this.#replicas.pick() : undefined);
    if (target === undefined) return false;
    this.#tries++;
    this.#tried.add(target);
    this.target = target;
    return true;
  }

  /** Begins the span of this try and tells the service of it; also of a decision not to record. */
  beginTry(request: Request): void {
    if (!this.#place) return;
    const { hostname, port } = this.address;
    this.#span = openSpanAt(this.#place, {
      name: `pass to ${this.admitted.match.service}`,
      kind: 'client',
      facts: { 'server.address': hostname, 'server.port': Number(port) },
    });
    request.headers['traceparent'] = formatTraceparent(this.#span?.place ?? this.#place);
  }

  /** The first of an answer, a failure and the caller's leave. */
  endTry({ status, error }: { readonly status?: number | undefined; readonly error?: Error } = {}): void {
    if (status !== undefined) this.#span?.tell({ 'http.response.status_code': status });
    if (error) this.#span?.fail(error);
    this.#span?.end();
    this.#span = undefined;
  }

  /**
   * Whether another replica may be asked. Refused = nothing was sent, so that even a write may go elsewhere; broken off
   * midway = it may have been done, so only what does nothing twice is asked again: reads, and writes that
   * their contract lets be repeated. A body that flowed through is gone.
   */
  mayTryAgain(error: Error, request: Request): boolean {
    const code = (error as NodeJS.ErrnoException).code ?? '';
    if (code === 'ECONNREFUSED') this.#replicas.refused(this.target);
    this.#mayRepeatThere = code === 'ECONNRESET';
    if (this.#tries >= TRIES || this.admitted.body.kind === 'flow' || error instanceof BodyTooLarge) return false;
    if (performance.now() - this.#startedAt >= PATIENCE_MS) return false;
    if (code === 'ECONNREFUSED') return true;
    const repeatsNothing = repeatable.has(request.method) || this.admitted.match.operation.idempotency !== 'none';
    return broken.has(code) && repeatsNothing;
  }
}
