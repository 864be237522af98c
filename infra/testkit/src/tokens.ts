import { createPublicKey, generateKeyPairSync, type KeyObject, randomUUID } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ACCESS_TOKEN_SECONDS, AUDIENCE, ISSUER } from '@parta/chassis/auth/claims';
import type { Revocation } from '@parta/chassis/auth/revocation-feed';
import { encodePermissions, type Permission } from '@parta/contracts/kernel/permissions';
import { permissionsOf, type Role, type Side, sideOf } from '@parta/contracts/kernel/roles';
import jwt from 'jsonwebtoken';

/** Whom a test token speaks for; what is missing is made up. */
export interface TestActor {
  readonly userId?: string;
  readonly personId?: string | null;
  readonly sessionId?: string;
  readonly assignmentId?: string;
  readonly institutionId?: string;
  readonly side?: Side;
  readonly roles?: readonly Role[];
  /** Instead of what the roles give. */
  readonly permissions?: readonly Permission[];
  /** When it is signed; `new Date()` if not given. */
  readonly at?: Date;
  /** Seconds that it lives. */
  readonly lifeSeconds?: number;
}

/** Identity as other services see it: keys, revocations and signed tokens, without identity. */
export interface TestIssuer extends AsyncDisposable {
  readonly identityUrl: string;
  sign(actor?: TestActor): string;
  /** The cut reaches services by their next poll, within a second. */
  revoke(cut: Pick<Revocation, 'kind' | 'id'> & { readonly before?: number }): void;
  stop(): Promise<void>;
}

const KID = 'test';

/** Starts a stand-in of identity on a free port; give its `identityUrl` to a service as IDENTITY_URL. */
export async function startTestIssuer(): Promise<TestIssuer> {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const revocations: Revocation[] = [];
  const answers: Readonly<Record<string, () => unknown>> = {
    '/.well-known/jwks.json': () => ({
      keys: [{ ...createPublicKey(privateKey).export({ format: 'jwk' }), kid: KID, alg: 'RS256', use: 'sig' }],
    }),
    '/.well-known/revocations': () => ({ revocations }),
  };
  const server = createServer((request, response) => {
    const answer = answers[request.url ?? ''];
    response
      .writeHead(answer ? 200 : 404, { 'content-type': 'application/json' })
      .end(JSON.stringify(answer?.() ?? {}));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const stop = (): Promise<void> => close(server);
  return {
    identityUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    sign: (actor = {}) => signTestToken(privateKey, actor),
    revoke: ({ kind, id, before = Date.now() }) => void revocations.push({ kind, id, before }),
    stop,
    [Symbol.asyncDispose]: stop,
  };
}

function signTestToken(key: KeyObject, actor: TestActor): string {
  const roles = actor.roles ?? ['teacher'];
  const issued = Math.floor((actor.at ?? new Date()).getTime() / 1000);
  const claims = {
    sub: actor.userId ?? randomUUID(),
    per: actor.personId === undefined ? randomUUID() : actor.personId,
    sid: actor.sessionId ?? randomUUID(),
    asg: actor.assignmentId ?? randomUUID(),
    node: actor.institutionId ?? randomUUID(),
    side: actor.side ?? sideOf(roles[0] ?? 'teacher'),
    roles,
    perms: encodePermissions(actor.permissions ?? permissionsOf(roles)),
    iat: issued,
    exp: issued + (actor.lifeSeconds ?? ACCESS_TOKEN_SECONDS),
  };
  return jwt.sign(claims, key, { algorithm: 'RS256', keyid: KID, issuer: ISSUER, audience: AUDIENCE });
}

async function close(server: Server): Promise<void> {
  if (!server.listening) return;
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeAllConnections();
  await closed;
}
