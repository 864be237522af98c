import { DomainError } from '@parta/chassis/errors';

export type FetRefusal = 'too-large' | 'not-xml' | 'not-fet' | 'unfinished' | 'forbidden-xml' | 'too-deep';

/** What the page may say beyond the code; every text of it is cut to a line. */
export interface RefusalDetails {
  /** Line of the file, from 1; absent where the file has none (binary, empty). */
  readonly line?: number;
  /** What was met: `gzip`, `doctype`, the name of the wrong root, the element that is too long. */
  readonly found?: string;
  /** The bound that was passed, in the unit of `found` (bytes, elements, characters, levels). */
  readonly limit?: number;
}

/** The file as a whole is refused and nothing of it may be used. A doubtful line of a good file is a problem of the plan instead. */
export class FetRefused extends DomainError {
  readonly refusal: FetRefusal;

  constructor(refusal: FetRefusal, details: RefusalDetails = {}, cause?: unknown) {
    const found = details.found === undefined ? {} : { found: details.found.slice(0, 80) };
    super('invalid', refusal, { cause, details: { ...details, ...found } });
    this.name = 'FetRefused';
    this.refusal = refusal;
  }
}
