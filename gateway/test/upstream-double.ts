import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Heard {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

/** A service that says what it heard. */
export interface UpstreamDouble {
  readonly url: string;
  readonly heard: Heard[];
  ready: boolean;
  /** Instead of the usual answer. */
  answer: ((request: IncomingMessage, response: ServerResponse) => void) | undefined;
  /** As a killed process: connections break, later ones are refused. */
  kill(): Promise<void>;
  /** On the same port again. */
  revive(): Promise<void>;
}

export async function startUpstream(): Promise<UpstreamDouble> {
  const server = createServer((request, response) => void serve(request, response));
  const listen = (port: number): Promise<void> => new Promise((resolve) => server.listen(port, '127.0.0.1', resolve));
  await listen(0);
  const { port } = server.address() as AddressInfo;
  const double: UpstreamDouble = {
    url: `http://127.0.0.1:${port}`,
    heard: [],
    ready: true,
    answer: undefined,
    kill: async () => {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await closed;
    },
    revive: () => listen(port),
  };

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (request.url === '/ready') return void response.writeHead(double.ready ? 200 : 503).end();
    if (double.answer) return double.answer(request, response);
    const chunks: Buffer[] = [];
    try {
      for await (const chunk of request) chunks.push(chunk as Buffer);
    } catch {
      return;
    }
    const { method = '', url = '', headers } = request;
    double.heard.push({ method, url, headers, body: Buffer.concat(chunks).toString() });
    response.writeHead(200, { 'content-type': 'application/json', 'set-cookie': 'stray=1' });
    response.end(JSON.stringify({ from: double.url }));
  }
  return double;
}
