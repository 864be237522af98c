import { Agent, type IncomingMessage, ServerResponse } from 'node:http';
import type { Request, Response } from 'express';
import { createProxyMiddleware, type Options, type RequestHandler } from 'http-proxy-middleware';
import { runWithCorrelation } from '@parta/chassis/context';
import { unavailable } from '@parta/chassis/errors';
import { sendProblem } from '@parta/chassis/http/problem';
import type { Log } from '@parta/chassis/log';
import { BodyTooLarge, dropTheRest } from '../door/request-body.ts';
import { type Admitted, Passage, PATIENCE_MS } from './passage.ts';
import type { Replicas } from './replicas.ts';

/** Hands admitted requests to a replica of their service, and to another one when that one is gone. */
export class Proxy {
  readonly #services: ReadonlyMap<string, Replicas>;
  readonly #log: Log;
  readonly #passages = new WeakMap<IncomingMessage, Passage>();
  readonly #streams = new Set<Response>();
  readonly #agent = new Agent({
    keepAlive: true,
    maxSockets: 256,
    maxFreeSockets: 64,
    scheduling: 'lifo',
    timeout: 60_000,
  });
  // a stream keeps its socket for minutes; thousands of them must not use up those of everyone else
  readonly #streamAgent = new Agent({ keepAlive: false });
  readonly #pass: RequestHandler<Request, Response>;

  constructor(services: ReadonlyMap<string, Replicas>, log: Log) {
    this.#services = services;
    this.#log = log;
    this.#pass = createProxyMiddleware<Request, Response>({
      agent: this.#agent,
      // `timeout` would leak a listener per request on sockets that are kept; this guards the upstream side only
      proxyTimeout: PATIENCE_MS,
      router: (request, _response, options) => this.#aim(request, options ?? {}),
      on: {
        proxyReq: (outgoing, request) => {
          const passage = this.#passages.get(request);
          if (passage) passage.outgoing = outgoing;
        },
        proxyRes: (answer, request) => {
          const passage = this.#passages.get(request);
          passage?.endTry({ status: answer.statusCode });
          // a cookie set by anyone but identity would be sent to identity next time
          if (passage?.admitted.match.service !== 'identity') delete answer.headers['set-cookie'];
        },
        error: (error, request, response) => {
          if (response instanceof ServerResponse) this.#fail(error, request, response);
          else response.destroy();
        },
      },
    });
  }

  /** @throws DomainError `service-unavailable` when no replica can be asked */
  forward(request: Request, response: Response, admitted: Admitted): void {
    const replicas = this.#services.get(admitted.match.service);
    const passage = replicas && new Passage(admitted, replicas);
    if (!passage?.advance()) throw unavailable('service-unavailable');
    this.#passages.set(request, passage);
    // each try listens for the end of the answer
    response.setMaxListeners(40);
    const { body } = admitted;
    if (body.kind === 'bytes') request.headers['content-length'] = String(body.bytes.length);
    if (body.kind === 'flow') {
      body.stream.once('error', (error) => {
        dropTheRest(request, response);
        passage.outgoing?.destroy(error);
      });
    }
    response.once('close', () => passage.endTry());
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

  /** The options are this try's own copy. */
  #aim(request: Request, options: Options<Request, Response>): string {
    const passage = this.#passages.get(request);
    const source = passage?.source();
    if (passage?.isStream) Object.assign(options, { agent: this.#streamAgent, proxyTimeout: 0 });
    if (source) Object.assign(options, { buffer: source });
    return passage?.target ?? '';
  }

  #send(request: Request, response: Response, passage: Passage): void {
    request.url = passage.admitted.match.upstreamUrl;
    passage.beginTry(request);
    // failures arrive at `on.error`; what comes here is the same told again
    void this.#pass(request, response, () => undefined);
  }

  #fail(error: Error, request: Request, response: Response): void {
    const passage = this.#passages.get(request);
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
