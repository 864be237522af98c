import type { Session } from '@parta/contracts/http/identity/sessions';

export interface Answer<Body> {
  readonly status: number;
  readonly body: Body;
  /** The refresh token that was set, if any. */
  readonly cookie: string | undefined;
  readonly setCookie: string;
}

/** What a browser does with identity: JSON, a bearer token, the refresh cookie. */
export async function call<Body = { code: string }>(
  url: string,
  method: string,
  path: string,
  sent: { readonly body?: unknown; readonly token?: string; readonly cookie?: string; readonly address?: string } = {},
): Promise<Answer<Body>> {
  const response = await fetch(`${url}${path}`, {
    method,
    headers: {
      ...(sent.body !== undefined && { 'content-type': 'application/json' }),
      ...(sent.token !== undefined && { authorization: `Bearer ${sent.token}` }),
      ...(sent.cookie !== undefined && { cookie: `parta_refresh=${sent.cookie}` }),
      ...(sent.address !== undefined && { 'x-forwarded-for': sent.address }),
    },
    ...(sent.body !== undefined && { body: JSON.stringify(sent.body) }),
  });
  const text = await response.text();
  const setCookie = response.headers.get('set-cookie') ?? '';
  const cookie = /parta_refresh=([^;]*)/.exec(setCookie)?.[1];
  return { status: response.status, body: (text === '' ? {} : JSON.parse(text)) as Body, cookie, setCookie };
}

export const signIn = (url: string, login: string, password: string): Promise<Answer<Session>> =>
  call<Session>(url, 'POST', '/sessions', { body: { login, password } });

/** A new code for a person, asked by somebody who may. */
export const code = (url: string, token: string, personId: string): Promise<Answer<{ code: string; login: string }>> =>
  call(url, 'POST', `/people/${personId}/code`, { token });

/** A code issued and used: the person is signed in. */
export async function activate(url: string, token: string, personId: string): Promise<Answer<Session>> {
  const slip = await code(url, token, personId);
  const body = { code: slip.body.code, login: `u-${personId.slice(-12)}`, password: 'Tikhaya-pogoda-3' };
  return call<Session>(url, 'POST', '/activations', { body });
}

const TWO_SECONDS_MS = 2000;

/** Asks until the token is refused. @throws Error when it still works after two seconds */
export async function refusedWithin(url: string, token: string): Promise<void> {
  const end = Date.now() + TWO_SECONDS_MS;
  while (Date.now() < end) if ((await call(url, 'GET', '/institution', { token })).status === 401) return;
  throw new Error('the token still works after two seconds');
}
