import { Agent, ServerResponse } from 'node:http';
import type { Request, Response } from 'express';
import { createProxyMiddleware, type Options, type Plugin, type RequestHandler } from 'http-proxy-middleware';
import { runWithCorrelation } from '@parta/chassis/context';
import { unavailable } from '@parta/chassis/errors';
import { sendProblem } from '@parta/chassis/http/problem';
import type { Log } from '@parta/chassis/log';
import { BodyTooLarge, dropTheRest } from '../door/request-body.ts';
import { type Admitted, Passage, PATIENCE_MS } from './passage.ts';
import type { Replicas } from './replicas.ts';

const PASSAGE = Symbol('passage');

/**
 * A request that carries its own passage. A WeakMap of them would let no collection of young objects free anything: to it each
 * passage is alive, and with it the request, the answer and their buffers.
 */
interface Passing extends Request {
  [PASSAGE]?: Passage;
}

/** Hands admitted requests to a replica of their service, and to another one when that one is gone. */
export class Proxy {
  readonly #services: ReadonlyMap<string, Replicas>;
  readonly #log: Log;
  readonly #streams = new Set<Response>();
  /** Its timeout is that of a request too: `proxyTimeout` would cost each request listeners and a timer of its own. */
  readonly #agent = new Agent({
    keepAlive: true,
    // as many as a replica lets in, reads and writes together: nobody waits before the place where who writes goes first
    maxSockets: 1024,
    maxFreeSockets: 64,
    scheduling: 'lifo',
    timeout: PATIENCE_MS,
  });
  // a stream keeps its socket for minutes; thousands of them must not use up those of everyone else
  readonly #streamAgent = new Agent({ keepAlive: false });
  readonly #pass: RequestHandler<Passing, Response>;

  constructor(services: ReadonlyMap<string, Replicas>, log: Log) {
    this.#services = services;
    this.#log = log;
    this.#pass = createProxyMiddleware<Passing, Response>({
      agent: this.#agent,
      router: (request, _response, options) => this.#aim(request, options ?? {}),
      // instead of those that come along, which parse every address for a log that nobody reads
      ejectPlugins: true,
      plugins: [this.#follow],
    });
  }

  /** @throws DomainError `service-unavailable` when no replica can be asked */
  forward(request: Passing, response: Response, admitted: Admitted): void {
    const replicas = this.#services.get(admitted.match.service);
    const passage = replicas && new Passage(admitted, replicas);
    if (!passage?.advance()) throw unavailable('service-unavailable');
    request[PASSAGE] = passage;
    // each try listens for the end of the answer
    response.setMaxListeners(40);
    const { body } = admitted;
    if (body.kind === 'bytes') request.headers['content-length'] = String(body.length);
    if (body.kind === 'flow') {
      body.stream.once('error', (error) => {
        dropTheRest(request, response);
        passage.outgoing?.destroy(error);
      });
    }
    if (passage.isTraced) response.once('close', () => passage.endTry());
    if (passage.isStream) {
      this.#streams.add(response);
      response.once('close', () => this.#streams.delete(response));
    }
    this.#send(request, response, passage);
  }

  /** Sends the readers of streams away, to come back to another gateway. */
  endStreams(): void {
    for (const response of this.#streams) response.end();
  }

  close(): void {
    this.#agent.destroy();
    this.#streamAgent.destroy();
  }

  readonly #follow: Plugin<Passing, Response> = (server) => {
    server.on('proxyReq', (outgoing, request) => {
      const passage = request[PASSAGE];
      if (!passage) return;
      passage.outgoing = outgoing;
      if (passage.isStream) return;
      outgoing.once('timeout', () => outgoing.destroy());
      // a service that closes idle sockets early has left its own shorter time on this one
      if (outgoing.socket?.timeout !== PATIENCE_MS) outgoing.socket?.setTimeout(PATIENCE_MS);
    });
    server.on('proxyRes', (answer, request) => {
      const passage = request[PASSAGE];
      passage?.endTry({ status: answer.statusCode });
      // a cookie set by anyone but identity would be sent to identity next time
      if (passage?.admitted.match.service !== 'identity') delete answer.headers['set-cookie'];
    });
    server.on('error', (error, request, response) => {
      if (request && response instanceof ServerResponse) this.#fail(error, request, response);
      else response?.destroy();
    });
  };

  /** The options are this try's own copy. */
  #aim(request: Passing, options: Options<Passing, Response>): URL {
    const passage = request[PASSAGE];
    if (!passage) throw unavailable('service-unavailable');
    options.buffer = passage.admitted.body.stream;
    if (passage.isStream) options.agent = this.#streamAgent;
    return passage.address;
  }

  #send(request: Passing, response: Response, passage: Passage): void {
    request.url = passage.admitted.match.upstreamUrl;
    passage.beginTry(request);
    // failures arrive at `on.error`; what comes here is the same told again
    void this.#pass(request, response, () => undefined);
  }

  #fail(error: Error, request: Passing, response: Response): void {
    const passage = request[PASSAGE];
    passage?.endTry({ error });
    if (!passage || response.headersSent || response.destroyed) return void response.destroy();
    if (passage.mayTryAgain(error, request) && passage.advance()) return this.#send(request, response, passage);
    const { match, correlationId } = passage.admitted;
    runWithCorrelation(correlationId, () => {
      const tooLarge = error instanceof BodyTooLarge;
      if (!tooLarge)
        this.#log.warn({ operation: match.id, reason: error.message, target: passage.target }, 'no answer');
      sendProblem(response, tooLarge ? error : unavailable('service-unavailable', error));
    });
  }
}
