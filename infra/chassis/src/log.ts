import pino, { type Logger } from 'pino';
import { knownCorrelationId } from './context.ts';

export type Log = Pick<Logger, 'debug' | 'info' | 'warn' | 'error' | 'fatal' | 'child'>;

const personal = ['password', 'login', 'code', 'lastName', 'firstName', 'middleName', 'authorization', 'cookie'];

/** Structured lines with ids only: whatever could name a person is cut before it is written. */
export function buildLog(service: string, level: string): Log {
  return pino({
    level,
    base: { service },
    mixin: () => {
      const correlationId = knownCorrelationId();
      return correlationId === undefined ? {} : { correlationId };
    },
    redact: { paths: personal.flatMap((field) => [field, `*.${field}`]), remove: true },
  });
}
