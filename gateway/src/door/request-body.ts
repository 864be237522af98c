import { Stream, Transform, type TransformCallback } from 'node:stream';
import type { Request, Response } from 'express';
import type { Operation } from '@parta/contracts/kernel/operation';

/** JSON bodies; a file's limit stands in its contract. */
const MAX_JSON_BYTES = 1024 ** 2;

/** What is passed on as the body. */
export type RequestBody =
  | { readonly kind: 'none'; readonly stream: WholeBody }
  /** Held here, so that another replica can be given the same bytes. */
  | { readonly kind: 'bytes'; readonly stream: WholeBody; readonly length: number }
  /** Flows through and can't be repeated. */
  | { readonly kind: 'flow'; readonly stream: Transform | Request };

/** A body that is there as a whole, for as many readers as come: it goes out with the head of the request in one write. */
class WholeBody extends Stream {
  readonly #bytes: Buffer | undefined;

  constructor(bytes?: Buffer) {
    super();
    this.#bytes = bytes;
  }

  override pipe<T extends NodeJS.WritableStream>(destination: T): T {
    if (this.#bytes) destination.end(this.#bytes);
    else destination.end();
    return destination;
  }
}

const NONE: RequestBody = { kind: 'none', stream: new WholeBody() };

/** Recognised by the chassis as 413 `body-too-large`. */
export class BodyTooLarge extends Error {
  readonly type = 'entity.too.large';
}

const LINGER_MS = 2000;

/**
 * What a refused client is still sending is read and dropped for a while: on a line that closes at once the answer would be
 * lost with it. Whoever then goes on is cut off.
 */
export function dropTheRest(request: Request, response: Response): void {
  request.resume();
  response.once('finish', () => {
    if (!request.complete) setTimeout(() => void (request.complete || request.socket.destroy()), LINGER_MS).unref();
  });
}

/** @throws BodyTooLarge before anything is read where the length is told, otherwise as soon as it is passed */
export async function takeBody(request: Request, response: Response, operation: Operation): Promise<RequestBody> {
  const length = Number(request.headers['content-length'] ?? 0);
  const chunked = request.headers['transfer-encoding'] !== undefined;
  const max = operation.upload?.maxBytes ?? MAX_JSON_BYTES;
  if (length > max) {
    dropTheRest(request, response);
    throw new BodyTooLarge('body too large');
  }
  if (length === 0 && !chunked) return NONE;
  if (operation.upload) return { kind: 'flow', stream: chunked ? request.pipe(new CountedBytes(max)) : request };
  const bytes = await readAll(request, response, max);
  return { kind: 'bytes', stream: new WholeBody(bytes), length: bytes.length };
}

async function readAll(request: Request, response: Response, max: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  await new Promise<void>((resolve, reject) => {
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size <= max) return void chunks.push(chunk);
      if (size - chunk.length <= max) dropTheRest(request, response);
      reject(new BodyTooLarge('body too large'));
    });
    request.once('end', resolve);
    request.once('error', reject);
    request.once('aborted', () => reject(new Error('the client left')));
  });
  return Buffer.concat(chunks);
}

/** A body without a told length, counted as it flows. */
class CountedBytes extends Transform {
  readonly #max: number;
  #size = 0;

  constructor(max: number) {
    super();
    this.#max = max;
  }

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    this.#size += chunk.length;
    if (this.#size > this.#max) done(new BodyTooLarge('body too large'));
    else done(null, chunk);
  }
}
