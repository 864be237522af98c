import { DomainError, type ErrorKind } from '@parta/chassis/errors';
import type { RefusalCode } from '@parta/contracts/values/cell';

const forbidden: readonly string[] = ['read-only-role', 'not-your-lesson', 'right-ended'];

/** A rule's refusal of a whole request, as an error of the kind that the rules give its code. */
export function refuse(code: RefusalCode | undefined): void {
  if (code === undefined) return;
  const kind: ErrorKind = forbidden.includes(code) ? 'forbidden' : 'invalid';
  throw new DomainError(kind, code === 'read-only-role' || code === 'right-ended' ? 'not-your-lesson' : code);
}
