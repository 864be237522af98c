import pino, { type Logger, type LoggerOptions } from 'pino';
import { knownCorrelationId } from './context.ts';
import { standardOutput } from './log-lines.ts';
import { currentTraceId } from './tracing/span.ts';

export type Log = Pick<Logger, 'debug' | 'info' | 'warn' | 'error' | 'fatal' | 'child'>;

const personal = ['password', 'login', 'code', 'lastName', 'firstName', 'middleName', 'authorization', 'cookie'];

/** Structured lines with ids only: whatever could name a person is cut before it is written. */
export function buildLog(service: string, level: string): Log {
  const options: LoggerOptions = {
    level,
    base: { service },
    mixin: () => {
      const [correlationId, traceId] = [knownCorrelationId(), currentTraceId()];
      // the second by the name that boards look for
      return {
        ...(correlationId !== undefined && { correlationId }),
        ...(traceId !== undefined && { trace_id: traceId }),
      };
    },
    redact: { paths: personal.flatMap((field) => [field, `*.${field}`]), remove: true },
  };
  return pino(options, standardOutput());
}
