import { setImmediate } from 'node:timers/promises';
import { SaxesParser } from 'saxes';
import { FetRefused } from './fet-refused.ts';

/** One element with its text and children; the line is that of its opening tag, from 1. */
export interface XmlItem {
  readonly name: string;
  readonly line: number;
  text: string;
  readonly children: XmlItem[];
}

/** The largest of FET's own examples has 4 MiB, 130,000 elements and 6 levels. */
export const FET_LIMITS = {
  bytes: 32 * 1024 * 1024,
  elements: 1_000_000,
  levels: 12,
  attributes: 8,
  /** Characters of one element's text. */
  text: 64 * 1024,
} as const;

const PROLOG = 64 * 1024;
/** Bytes parsed at one go, 5 ms of work. */
const PIECE = 128 * 1024;
const LIST = /_List$/;
const COMMENT = /<!--[\s\S]*?(?:-->|$)/g;

/**
 * Reads `<fet>` as a stream and hands over each item of each list (`list` is '' for an element directly below the root).
 * Holds one item at a time, so a file's size costs time but no memory. Throws FetRefused; what was handed over before
 * it is void.
 */
export async function streamItems(
  chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  onItem: (list: string, item: XmlItem) => void,
): Promise<void> {
  const reader = new ItemReader(onItem);
  for await (const chunk of chunks) {
    reader.admit(chunk);
    for (let from = 0; from < chunk.byteLength; from += PIECE) {
      reader.write(chunk.subarray(from, from + PIECE));
      // parsing is pure computing: without a break a big file would hold up every other request
      await setImmediate();
    }
  }
  reader.close();
}

class ItemReader {
  readonly #parser = new SaxesParser({ xmlns: false, fragment: false });
  readonly #decoder = new TextDecoder('utf-8', { fatal: true });
  readonly #onItem: (list: string, item: XmlItem) => void;
  readonly #open: XmlItem[] = [];
  #list = '';
  #level = 0;
  #rootOpened = false;
  #rootClosed = false;
  #bytes = 0;
  #elements = 0;
  #attributes = 0;
  #prolog = '';

  constructor(onItem: (list: string, item: XmlItem) => void) {
    this.#onItem = onItem;
    // saxes' own table inherits from Object.prototype, where `&constructor;` is defined
    const named = { amp: '&', gt: '>', lt: '<', quot: '"', apos: "'" };
    this.#parser.ENTITIES = Object.assign(Object.create(null) as Record<string, string>, named);
    this.#parser.on('error', (error) => this.#refuse(error));
    this.#parser.on('doctype', () => this.#forbid('doctype'));
    this.#parser.on('xmldecl', ({ encoding }) => {
      if (encoding && !/^utf-?8$/i.test(encoding)) throw new FetRefused('not-xml', { found: encoding, line: 1 });
    });
    this.#parser.on('opentagstart', ({ name }) => this.#openElement(name));
    this.#parser.on('attribute', () => this.#attribute());
    this.#parser.on('closetag', () => this.#closeElement());
    this.#parser.on('text', (text) => this.#text(text));
    this.#parser.on('cdata', (text) => this.#text(text));
  }

  /** Judged before anything of it is decoded: a chunk may itself be huge. */
  admit(chunk: Uint8Array): void {
    if (this.#bytes === 0) refuseArchives(chunk);
    this.#bytes += chunk.byteLength;
    if (this.#bytes > FET_LIMITS.bytes) throw new FetRefused('too-large', { limit: FET_LIMITS.bytes, found: 'bytes' });
  }

  write(piece: Uint8Array): void {
    this.#writeText(this.#decode(piece));
  }

  close(): void {
    const rest = this.#decode();
    if (rest) this.#writeText(rest);
    if (this.#rootClosed) {
      this.#parser.close();
      return;
    }
    if (this.#rootOpened) throw new FetRefused('unfinished', { line: this.#parser.line });
    throw new FetRefused('not-xml', { found: this.#bytes === 0 ? 'empty' : 'no root element' });
  }

  #decode(chunk?: Uint8Array): string {
    try {
      return chunk ? this.#decoder.decode(chunk, { stream: true }) : this.#decoder.decode();
    } catch (cause) {
      // only a cut in the middle of a character shows first at the end
      if (!chunk && this.#rootOpened) throw new FetRefused('unfinished', { line: this.#parser.line }, cause);
      throw new FetRefused('not-xml', { found: 'not UTF-8', line: this.#parser.line }, cause);
    }
  }

  #writeText(text: string): void {
    if (!this.#rootOpened && this.#prolog.length < PROLOG) {
      // saxes tells of a DOCTYPE at its end, after taking in whatever it holds; a bomb is refused at its first line
      this.#prolog += text.slice(0, PROLOG);
      const prolog = this.#prolog.replace(COMMENT, '');
      const root = prolog.search(/<[^!?]/);
      if (/<!(DOCTYPE|ENTITY)/i.test(root < 0 ? prolog : prolog.slice(0, root))) this.#forbid('doctype');
    }
    this.#parser.write(text);
  }

  #openElement(name: string): void {
    if (!this.#rootOpened) {
      this.#rootOpened = true;
      this.#prolog = '';
      // FET 4 and older wrote the root in capitals
      if (name.toLowerCase() !== 'fet') throw new FetRefused('not-fet', { found: name, line: this.#parser.line });
    }
    this.#level++;
    this.#elements++;
    this.#attributes = 0;
    const line = this.#parser.line;
    if (this.#level > FET_LIMITS.levels) throw new FetRefused('too-deep', { limit: FET_LIMITS.levels, line });
    if (this.#elements > FET_LIMITS.elements) {
      throw new FetRefused('too-large', { limit: FET_LIMITS.elements, found: 'elements', line });
    }
    if (this.#level === 2 && LIST.test(name)) this.#list = name;
    else if (this.#level >= 2) {
      const item: XmlItem = { name, line, text: '', children: [] };
      this.#open.at(-1)?.children.push(item);
      this.#open.push(item);
    }
  }

  #closeElement(): void {
    this.#level--;
    if (this.#level === 0) this.#rootClosed = true;
    const item = this.#open.pop();
    if (!item) this.#list = '';
    else if (this.#open.length === 0) this.#onItem(this.#list, item);
  }

  #attribute(): void {
    if (++this.#attributes > FET_LIMITS.attributes) {
      throw new FetRefused('too-large', { limit: FET_LIMITS.attributes, found: 'attributes', line: this.#parser.line });
    }
  }

  #text(text: string): void {
    const item = this.#open.at(-1);
    if (!item) return;
    if (item.text.length + text.length > FET_LIMITS.text) {
      throw new FetRefused('too-large', { limit: FET_LIMITS.text, found: item.name, line: item.line });
    }
    item.text += text;
  }

  #forbid(found: string): never {
    throw new FetRefused('forbidden-xml', { found, line: this.#parser.line });
  }

  #refuse(error: Error): never {
    if (/doctype/i.test(error.message)) this.#forbid('doctype');
    if (/undefined entity/i.test(error.message)) this.#forbid('entity');
    throw new FetRefused('not-xml', { found: 'malformed', line: this.#parser.line }, error);
  }
}

function refuseArchives(chunk: Uint8Array): void {
  if (chunk[0] === 0x1f && chunk[1] === 0x8b) throw new FetRefused('not-xml', { found: 'gzip' });
  if (chunk[0] === 0x50 && chunk[1] === 0x4b) throw new FetRefused('not-xml', { found: 'zip' });
}
