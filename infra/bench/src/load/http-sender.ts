import { connect, type Socket } from 'node:net';

export class Answer {
  readonly status: number;
  readonly #chunks: readonly Buffer[];
  readonly #bodyAt: number;

  constructor(status: number, chunks: readonly Buffer[], bodyAt: number) {
    this.status = status;
    this.#chunks = chunks;
    this.#bodyAt = bodyAt;
  }

  /** Put together for whoever asks: most of a load does not. */
  get body(): Buffer {
    return Buffer.concat(this.#chunks).subarray(this.#bodyAt);
  }
}

export interface Asked {
  readonly method?: 'GET' | 'POST';
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/**
 * A light client of one address, so that the load costs little of the machine it measures: kept connections, a request in one
 * write, of an answer only its status and its length are read. Node's own client costs three times as much.
 */
export function buildSender(
  baseUrl: string,
  timeoutMs = 30_000,
): { send(asked: Asked): Promise<Answer>; close(): void } {
  const { hostname, port, host } = new URL(baseUrl);
  const free: Connection[] = [];
  const open = new Set<Connection>();
  const take = (): Connection => {
    for (let kept = free.pop(); kept; kept = free.pop()) if (kept.usable) return kept;
    const opened = new Connection(connect({ host: hostname, port: Number(port) }), timeoutMs);
    opened.whenClosed(() => open.delete(opened));
    open.add(opened);
    return opened;
  };
  return {
    async send(asked) {
      const connection = take();
      const answer = await connection.ask(textOf(asked, host));
      if (connection.usable) free.push(connection);
      else connection.close();
      return answer;
    },
    close() {
      for (const connection of open) connection.close();
    },
  };
}

function textOf({ method = 'GET', path, headers = {}, body = '' }: Asked, host: string): string {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  const length = body === '' ? '' : `content-length: ${Buffer.byteLength(body)}\r\n`;
  return `${method} ${path} HTTP/1.1\r\nhost: ${host}\r\n${lines.join('')}${length}\r\n${body}`;
}

/** One request after the other. */
class Connection {
  readonly #socket: Socket;
  #waiting: PromiseWithResolvers<Answer> | undefined;
  #chunks: Buffer[] = [];
  #received = 0;
  #head: Head | undefined;
  usable = true;

  constructor(socket: Socket, timeoutMs: number) {
    this.#socket = socket.setNoDelay(true);
    socket.setTimeout(timeoutMs, () => socket.destroy(new Error(`no answer within ${timeoutMs} ms`)));
    socket.on('data', (chunk) => this.#take(chunk));
    socket.on('end', () => {
      this.usable = false;
    });
    socket.on('error', (error) => this.#fail(error));
    socket.on('close', () => this.#fail(new Error('the connection was closed')));
  }

  ask(text: string): Promise<Answer> {
    this.#waiting = Promise.withResolvers();
    this.#socket.write(text);
    return this.#waiting.promise;
  }

  whenClosed(told: () => void): void {
    this.#socket.once('close', told);
  }

  close(): void {
    this.#socket.destroy();
  }

  #take(chunk: Buffer): void {
    this.#chunks.push(chunk);
    this.#received += chunk.length;
    try {
      this.#head ??= readHead(this.#chunks.length === 1 ? chunk : Buffer.concat(this.#chunks));
    } catch (error) {
      this.#socket.destroy(error as Error);
      return;
    }
    if (!this.#head || this.#received < this.#head.end + this.#head.length) return;
    const { status, end, closing } = this.#head;
    const answer = new Answer(status, this.#chunks, end);
    this.#chunks = [];
    this.#received = 0;
    this.#head = undefined;
    if (closing) this.usable = false;
    const waiting = this.#waiting;
    this.#waiting = undefined;
    waiting?.resolve(answer);
  }

  #fail(error: Error): void {
    this.usable = false;
    this.#waiting?.reject(error);
    this.#waiting = undefined;
  }
}

interface Head {
  readonly status: number;
  /** Where the body begins. */
  readonly end: number;
  readonly length: number;
  /** Whether the server ends the connection after this answer. */
  readonly closing: boolean;
}

/** Undefined while it has not come whole. @throws Error for an answer whose length only its end tells */
function readHead(bytes: Buffer): Head | undefined {
  const end = bytes.indexOf('\r\n\r\n');
  if (end < 0) return undefined;
  const text = bytes.toString('latin1', 0, end);
  const status = Number(text.slice(9, 12));
  const length = /\r\ncontent-length: *(\d+)/i.exec(text)?.[1];
  if (length === undefined && status !== 204 && status !== 304) throw new Error('an answer without a length');
  return { status, end: end + 4, length: Number(length ?? 0), closing: /\r\nconnection: *close/i.test(text) };
}

/** @throws Error with what was answered instead */
export function expectStatus(answer: Answer, status: number): Answer {
  if (answer.status !== status) throw new Error(`${answer.status} ${answer.body.toString().slice(0, 200)}`);
  return answer;
}
