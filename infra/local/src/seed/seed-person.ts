import { ApiProblem, buildClient, type Client } from '@parta/chassis/http/client';
import { accountsContract } from '@parta/contracts/http/identity/accounts';
import { activationContract, sessionsContract, type Session } from '@parta/contracts/http/identity/sessions';
import type { Contract } from '@parta/contracts/kernel/operation';

/** Whoever does the seeding through the gateway, as a person would. */
export interface SeedPerson {
  readonly session: Session;
  client<C extends Contract>(service: string, contract: C): Client<C>;
}

/** An access token lives five minutes; a young one outlasts identity's absence. */
const RENEW_MS = 60_000;
const LIVES_MS = 290_000;
const RENEW_AGAIN_MS = 5000;

export async function signIn(url: string, login: string, password: string): Promise<SeedPerson> {
  const sessions = buildClient(sessionsContract, { baseUrl: `${url}/api/identity` });
  const ask = () => sessions.signIn({ body: { login, password } });
  let session = await ask();
  let [since, renewAt] = [Date.now(), Date.now() + RENEW_MS];
  const token = async (): Promise<string> => {
    if (Date.now() < renewAt) return session.accessToken;
    try {
      session = await ask();
      [since, renewAt] = [Date.now(), Date.now() + RENEW_MS];
    } catch (error) {
      // as a browser does: what still holds is used
      if (Date.now() - since > LIVES_MS) throw error;
      renewAt = Date.now() + RENEW_AGAIN_MS;
    }
    return session.accessToken;
  };
  return {
    session,
    client: (service, contract) =>
      buildClient(contract, { baseUrl: `${url}/api/${service}`, token, timeoutMs: 120_000 }),
  };
}

/** Uses an activation code as its owner would. */
export async function activate(url: string, code: string, login: string, password: string): Promise<void> {
  const identity = buildClient(activationContract, { baseUrl: `${url}/api/identity` });
  await identity.activate({ body: { code, login, password } });
}

/** Asks for a person's code as soon as their account has come into being, and uses it. */
export async function openAccount(
  url: string,
  administrator: SeedPerson,
  { personId, login, password }: { readonly personId: string; readonly login: string; readonly password: string },
): Promise<void> {
  const accounts = administrator.client('identity', accountsContract);
  const { code } = await untilKnown(() => accounts.issueCode({ params: { personId } }));
  await activate(url, code, login, password);
}

const WAIT_MS = 100;
/** A slow machine makes the accounts of a whole school at once. */
const PATIENCE_MS = 240_000;

/**
 * Repeats while a service has not yet heard of what another one has told (facts travel by events), or is too busy to answer.
 * Any other problem ends it at once.
 */
export async function untilKnown<T>(work: () => Promise<T>): Promise<T> {
  const until = Date.now() + PATIENCE_MS;
  for (;;) {
    try {
      return await work();
    } catch (error) {
      const waits =
        error instanceof ApiProblem &&
        ([404, 503].includes(error.problem.status) || /-not-found$/.test(error.problem.code));
      if (!waits || Date.now() > until) throw error;
    }
    await new Promise((resolve) => setTimeout(resolve, WAIT_MS));
  }
}
