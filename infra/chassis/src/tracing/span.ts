import {
  type Attributes,
  ROOT_CONTEXT,
  type Span,
  SpanKind,
  SpanStatusCode,
  trace,
  TraceFlags,
} from '@opentelemetry/api';
import type { SpanContext } from '@opentelemetry/api';
import { currentPlace, runAtPlace } from '../context.ts';
import { DomainError } from '../errors.ts';
import { formatTraceparent, parseTraceparent } from './traceparent.ts';

/** Ids, counts and codes only: what names a person, quotes a body or a row's value has no place in a trace. */
type Facts = Readonly<Record<string, string | number | boolean | string[]>>;

export interface SpanWish {
  readonly name: string;
  readonly kind?: 'server' | 'client' | 'producer' | 'consumer' | 'internal';
  readonly facts?: Facts;
}

/** A span that its opener ends, once. */
export interface OpenSpan {
  /** For whoever continues the trace from here. */
  readonly place: SpanContext;
  rename(name: string): void;
  tell(facts: Facts): void;
  /** An error, or a code that stands for one. */
  fail(error: unknown): void;
  end(): void;
}

const kinds = {
  server: SpanKind.SERVER,
  client: SpanKind.CLIENT,
  producer: SpanKind.PRODUCER,
  consumer: SpanKind.CONSUMER,
  internal: SpanKind.INTERNAL,
} as const;

/** Only somebody's request begins a trace; everything else follows one that is recorded, or costs nothing. */
const isRecorded = (place: SpanContext | undefined): place is SpanContext =>
  place !== undefined && (place.traceFlags & TraceFlags.SAMPLED) !== 0;

/** The id that log lines carry, so that a line leads to its trace; undefined where none is recorded. */
export function currentTraceId(): string | undefined {
  const place = currentPlace();
  return isRecorded(place) ? place.traceId : undefined;
}

/** What a request to another service carries: the decision not to record goes with it. */
export function currentTraceparent(): string | undefined {
  const place = currentPlace();
  return place && formatTraceparent(place);
}

/** What is kept with an event until it is published: most actions are not recorded, and their rows stay as they were. */
export function recordedTraceparent(): string | undefined {
  const place = currentPlace();
  return isRecorded(place) ? formatTraceparent(place) : undefined;
}

/**
 * The span of somebody's request, as a child of the caller's if there is one. Undefined when nothing is recorded here and the caller
 * told of no trace either. The sampler decides; see `sampler.ts`.
 */
export function openServerSpan(wish: SpanWish, caller: SpanContext | undefined): OpenSpan | undefined {
  const span = start({ kind: 'server', ...wish }, caller);
  return trace.isSpanContextValid(span.spanContext()) ? openSpan(span) : undefined;
}

/** A child of this place, by default of the one where the work is now; undefined where nothing is recorded. */
export function openSpanAt(place: SpanContext | undefined, wish: SpanWish): OpenSpan | undefined {
  return isRecorded(place) ? openSpan(start(wish, place)) : undefined;
}

/** Does a part of the present work in a span of its own. Without a recorded trace it is the work itself, no promise more. */
export function inSpan<T>(wish: SpanWish, work: (span?: OpenSpan) => Promise<T>): Promise<T> {
  const span = openSpanAt(currentPlace(), wish);
  return span ? recorded(span, work) : work();
}

/** Does work that was caused elsewhere and earlier, as the next part of that trace. */
export function continueTrace<T>(
  traceparent: string | undefined,
  wish: SpanWish,
  work: (span?: OpenSpan) => Promise<T>,
): Promise<T> {
  if (traceparent === undefined) return work();
  const span = openSpanAt(parseTraceparent(traceparent), wish);
  return span ? recorded(span, work) : work();
}

async function recorded<T>(span: OpenSpan, work: (span: OpenSpan) => Promise<T>): Promise<T> {
  try {
    return await runAtPlace(span.place, () => work(span));
  } catch (error) {
    span.fail(error);
    throw error;
  } finally {
    span.end();
  }
}

function start({ name, kind = 'internal', facts }: SpanWish, parent: SpanContext | undefined): Span {
  const context = parent ? trace.setSpanContext(ROOT_CONTEXT, parent) : ROOT_CONTEXT;
  // asked for each time: the provider is there only once `startTracing` has brought it
  return trace.getTracer('parta').startSpan(name, { kind: kinds[kind], attributes: attributesOf(facts) }, context);
}

const openSpan = (span: Span): OpenSpan => ({
  place: span.spanContext(),
  rename: (name) => void span.updateName(name),
  tell: (facts) => void span.setAttributes(attributesOf(facts)),
  fail: (error) => {
    span.setAttribute('error.type', codeOf(error));
    // a rule that refuses is no failure of the platform
    if (!(error instanceof DomainError)) span.setStatus({ code: SpanStatusCode.ERROR });
  },
  end: () => span.end(),
});

const attributesOf = (facts: Facts = {}): Attributes => ({ ...facts });

/** Never the message: a database's quotes the row. */
function codeOf(error: unknown): string {
  if (typeof error === 'string') return error;
  if (!(error instanceof Error)) return 'unknown';
  return 'code' in error && typeof error.code === 'string' ? error.code : error.name;
}
