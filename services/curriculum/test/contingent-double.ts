import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { classesContract } from '@parta/contracts/http/contingent/classes';
import { peopleContract } from '@parta/contracts/http/contingent/people';
import { uuidV7 } from '@parta/contracts/kernel/uuid';

export interface ContingentDouble extends AsyncDisposable {
  readonly url: string;
  /** Authorization headers that came. */
  readonly seen: string[];
  /** Answers this status instead, until told otherwise; null = as it should. */
  failWith: number | null;
  /** The next call is answered only when this resolves. */
  hold: Promise<void> | null;
}

/** Contingent's two commands as their contracts say: found or made by key, both directions parsed. */
export async function startContingentDouble(): Promise<ContingentDouble> {
  const ids = new Map<string, string>();
  const ensure = (space: string, key: string): { id: string; created: boolean } => {
    const known = ids.get(`${space} ${key}`);
    const id = known ?? uuidV7();
    ids.set(`${space} ${key}`, id);
    return { id, created: known === undefined };
  };
  const answers: Readonly<Record<string, (scope: string, body: unknown) => unknown>> = {
    [`PUT ${peopleContract.ensureStaff.path}`]: (scope, body) => {
      const { source, staff } = peopleContract.ensureStaff.body.parse(body);
      const made = staff.map(({ externalKey }) => ({
        externalKey,
        ...ensure(`${scope} ${source} staff`, externalKey),
      }));
      const answer = made.map(({ externalKey, id, created }) => ({ externalKey, personId: id, created }));
      return peopleContract.ensureStaff.success.body.parse({ staff: answer });
    },
    [`PUT ${classesContract.ensureClasses.path}`]: (scope, body) => {
      const { source, year, classes } = classesContract.ensureClasses.body.parse(body);
      const made = classes.map(({ externalKey }) => ({
        externalKey,
        ...ensure(`${scope} ${source} ${year}`, externalKey),
      }));
      const answer = made.map(({ externalKey, id, created }) => ({ externalKey, classId: id, created }));
      return classesContract.ensureClasses.success.body.parse({ classes: answer });
    },
  };
  const server = createServer((request, response) => {
    void respond(request).then(({ status, body }) => {
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    });
  });
  async function respond(request: IncomingMessage): Promise<{ status: number; body: unknown }> {
    const authorization = request.headers.authorization ?? '';
    double.seen.push(authorization);
    const body = JSON.parse(await textOf(request)) as unknown;
    const held = double.hold;
    double.hold = null;
    await held;
    const status = double.failWith;
    if (status !== null) return { status, body: { type: 'about:blank', title: 'no', status, code: 'internal-error' } };
    return { status: 200, body: answers[`${request.method} ${request.url}`]?.(institutionOf(authorization), body) };
  }
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const double: ContingentDouble = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    seen: [],
    failWith: null,
    hold: null,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
  return double;
}

const textOf = async (request: IncomingMessage): Promise<string> => {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString();
};

/** Each institution has its own people, as the token says. */
const institutionOf = (authorization: string): string => {
  const claims = JSON.parse(Buffer.from(authorization.split('.')[1] ?? 'e30', 'base64url').toString()) as {
    node?: string;
  };
  return claims.node ?? randomUUID();
};
