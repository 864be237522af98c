import { createHash } from 'node:crypto';
import express, { type Request, type RequestHandler, type Response, Router } from 'express';
import type { ZodType } from 'zod';
import type { Contract, FileAnswer, Input, Operation, Success } from '@parta/contracts/kernel/operation';
import type { Actor } from '../auth/actor.ts';
import { DomainError, forbidden } from '../errors.ts';
import type { Admission } from './admission.ts';
import { buildExchange, type Exchange } from './exchange.ts';
import { openStream, type EventStream } from './event-stream.ts';
import { JsonText } from './json-text.ts';
import { sendJson } from './send-json.ts';

type ActorOf<O extends Operation> = O['permission'] extends 'public' ? undefined : Actor;

type Handler<O extends Operation> = O['success'] extends { stream: true }
  ? (input: Input<O>, actor: ActorOf<O>, stream: EventStream) => Promise<void>
  : (input: Input<O>, actor: ActorOf<O>, exchange: Exchange) => Promise<Success<O> | JsonText<Success<O>>>;

export type Handlers<C extends Contract> = { readonly [Name in keyof C]: Handler<C[Name]> };

/** A contract with what answers it. */
export interface Routes {
  readonly contract: Contract;
  readonly handlers: Readonly<Record<string, unknown>>;
}

/** Binds handlers to a contract; a missing, wrong or superfluous one does not compile. */
export const implement = <C extends Contract>(contract: C, handlers: Handlers<C>): Routes => ({ contract, handlers });

interface MountOptions {
  /** Of the whole process. */
  readonly admission: Admission;
  /** @throws DomainError `unauthenticated` */
  readonly authenticate: (request: Request) => Promise<Actor>;
  /** In tests every answer is held against its contract; in production that would double the cost of a page. */
  readonly checkAnswers: boolean;
}

type AnyHandler = (input: unknown, actor: Actor | undefined, third: Exchange | EventStream) => Promise<unknown>;

/**
 * Serves a contract. Order matters: is there room, who is it, may they, what do they say; a stranger learns nothing about what a valid
 * body looks like. A handler sees nothing that was not parsed.
 */
export function mount({ contract, handlers }: Routes, options: MountOptions): Router {
  const router = Router();
  const { admission } = options;
  for (const [name, operation] of Object.entries(contract)) {
    const handle = handlers[name] as AnyHandler;
    const path = operation.path.replaceAll(/\{(\w+)\}/g, ':$1');
    router[operation.method](path, ...bodyParser(operation), async (request, response) => {
      response.locals['operation'] = name;
      await admission.within(operation, async () => {
        const actor = await admit(operation, request, options);
        const input = parseInput(operation, request);
        if ('stream' in operation.success) {
          await openStream(request, response, actor, async (stream) => {
            await handle(input, actor, stream);
          });
          return;
        }
        const answer = await handle(input, actor, buildExchange(operation, request, response));
        await send(operation, answer, { request, response, check: options.checkAnswers });
      });
    });
  }
  return router;
}

const json = express.json({ limit: '1mb' });

function bodyParser(operation: Operation): readonly RequestHandler[] {
  if (operation.upload) return [express.raw({ type: () => true, limit: operation.upload.maxBytes })];
  return operation.body ? [json] : [];
}

async function admit(operation: Operation, request: Request, options: MountOptions): Promise<Actor | undefined> {
  if (operation.permission === 'public') return undefined;
  const actor = await options.authenticate(request);
  if (operation.permission !== 'signed-in' && !actor.may(operation.permission)) throw forbidden('permission-missing');
  return actor;
}

function parseInput(operation: Operation, request: Request): unknown {
  const body: unknown = operation.upload
    ? Buffer.isBuffer(request.body)
      ? request.body
      : Buffer.alloc(0)
    : operation.body?.parse(request.body ?? {});
  return { params: operation.params?.parse(request.params), query: operation.query?.parse(request.query), body };
}

interface Sending {
  readonly request: Request;
  readonly response: Response;
  readonly check: boolean;
}

async function send({ success }: Operation, answer: unknown, { request, response, check }: Sending): Promise<void> {
  response.status(success.status);
  if ('body' in success) {
    await sendJson(request, response, bytesOf(answer, check ? success.body : undefined));
  } else if ('file' in success) {
    const { contentType, fileName, bytes } = answer as FileAnswer;
    if (!success.file.includes(contentType)) throw new DomainError('unavailable', 'internal-error');
    response.setHeader('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(fileName)}`);
    response.setHeader('etag', `"${createHash('sha256').update(bytes).digest('base64url')}"`);
    response.type(contentType).send(Buffer.from(bytes));
  } else {
    response.end();
  }
}

/** An answer as bytes; unknown fields of what is checked are cut as well as wrong ones refused. */
function bytesOf(answer: unknown, checkedBy: ZodType | undefined): Buffer {
  const written = answer instanceof JsonText ? answer.toBytes() : undefined;
  if (!checkedBy) return written ?? Buffer.from(JSON.stringify(answer));
  return Buffer.from(JSON.stringify(checkedBy.parse(written ? JSON.parse(written.toString()) : answer)));
}
