import { connect } from 'node:net';
import pg from 'pg';
import type { ServerName } from './server-name.ts';

const limitMs = 2000;
const apiVersionsRequest = Buffer.from([0, 0, 0, 10, 0, 18, 0, 0, 0, 0, 0, 7, 0xff, 0xff]);

/** Whether a server answers its own protocol; an open port alone may be a container's proxy with nobody behind it. */
export async function answers(name: ServerName, url: string): Promise<boolean> {
  return (await failureOf(name, url)) === undefined;
}

/** Why a server does not answer, undefined when it does. */
export async function failureOf(name: ServerName, url: string): Promise<string | undefined> {
  try {
    await probes[name](url);
    return undefined;
  } catch (error) {
    return error instanceof AggregateError ? String(error.errors[0]) : String(error);
  }
}

const probes: Record<ServerName, (url: string) => Promise<void>> = {
  async postgres(url) {
    const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: limitMs });
    // a server that is shutting down breaks the connection once more after the answer
    client.on('error', () => undefined);
    await client.connect();
    await client.query('select 1').finally(() => client.end());
  },

  async redis(url) {
    const { hostname, port, password, protocol } = new URL(url);
    // what wants a password or TLS is asked only for its port: the services know how to speak to it
    const plain = password === '' && protocol === 'redis:';
    const answer = await ask(hostname, Number(port || 6379), plain ? Buffer.from('PING\r\n') : undefined);
    if (plain && !answer.toString().startsWith('+PONG')) throw new Error(answer.toString().trim());
  },

  async kafka(brokers) {
    const [first = ''] = brokers.split(',');
    const at = first.lastIndexOf(':');
    const answer = await ask(first.slice(0, at), Number(first.slice(at + 1)), apiVersionsRequest);
    if (answer.length < 8 || answer.readInt32BE(4) !== 7) throw new Error('not a Kafka broker');
  },
};

/** Sends the question and gives the first bytes that come back; with no question, an open port is enough. */
function ask(host: string, port: number, question: Buffer | undefined): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host, port });
    const done = (finish: () => void): void => {
      socket.destroy();
      finish();
    };
    socket.setTimeout(limitMs, () => done(() => reject(new Error(`no answer in ${limitMs / 1000} s`))));
    socket.on('error', (error) => done(() => reject(error)));
    socket.on('close', () => reject(new Error('closed without an answer')));
    socket.once('connect', () => (question ? socket.write(question) : done(() => resolve(Buffer.alloc(0)))));
    socket.once('data', (data) => done(() => resolve(data)));
  });
}
