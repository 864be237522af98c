import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Session } from '@parta/contracts/http/identity/sessions';
import { uuidV7 } from '@parta/contracts/kernel/uuid';
import { call, refusedWithin, signIn } from './browser.ts';
import { createNode, type Identity, openSchool, ROOT, startIdentity } from './identity-component.ts';

let identity: Identity;
let url: string;
beforeAll(async () => {
  identity = await startIdentity();
  url = identity.url;
});
afterAll(async () => {
  await identity[Symbol.asyncDispose]();
});

const name = { lastName: 'Ёлкина', firstName: 'Мария', middleName: 'Ивановна' };

describe('from an empty database to a signed-in administrator', () => {
  test('(ORG-1, IAM-1, IAM-6) tree, invitation, code, activation, refresh, sign-out within two seconds', async () => {
    const municipality = await createNode(identity, 'municipality');
    const school = await createNode(identity, 'school', municipality);
    const token = identity.root.accessToken;
    const invitation = { name, login: 'Elkina.M', role: 'administrator' };
    const invited = await call<{ code: string; login: string }>(
      url,
      'POST',
      `/organisations/${school}/administrators`,
      { token, body: invitation },
    );
    expect(invited.status).toBe(201);
    expect(invited.body.code).toMatch(/^[2-9A-HJKMNP-Z]{4}(-[2-9A-HJKMNP-Z]{4}){2}$/);

    const typed = invited.body.code.toLowerCase().replaceAll('-', ' ');
    const checked = await call<{ displayName: string; roles: string[] }>(url, 'POST', '/activations/check', {
      body: { code: typed },
    });
    expect(checked.body).toMatchObject({
      displayName: 'Ёлкина Мария Ивановна',
      side: 'staff',
      roles: ['administrator'],
    });

    const chosen = { code: typed, login: 'elkina', password: 'Snegopad-v-mae' };
    const activated = await call<Session>(url, 'POST', '/activations', { body: chosen });
    expect(activated.status).toBe(200);
    expect(activated.body.acting).toMatchObject({ nodeId: school, side: 'staff', roles: ['administrator'] });
    expect(activated.setCookie).toMatch(/HttpOnly/);
    expect(activated.setCookie).toMatch(/Path=\/api\/identity; .*Secure; SameSite=Strict/);
    expect((await call(url, 'POST', '/activations', { body: chosen })).body.code).toBe('code-used');

    const signedIn = await signIn(url, ' ELKINA ', chosen.password);
    expect(signedIn.body.user).toMatchObject({ login: 'elkina', displayName: 'Ёлкина Мария Ивановна', personId: null });
    const refreshed = await call<Session>(url, 'POST', '/sessions/refresh', {
      body: {},
      cookie: signedIn.cookie ?? '',
    });
    expect(refreshed.status).toBe(200);
    expect((await call(url, 'GET', '/institution', { token: refreshed.body.accessToken })).body).toMatchObject({
      id: school,
      kind: 'school',
    });

    expect((await call(url, 'POST', '/sessions/sign-out', { token: refreshed.body.accessToken })).status).toBe(204);
    await refusedWithin(url, refreshed.body.accessToken);
    const after = await call(url, 'POST', '/sessions/refresh', { body: {}, cookie: refreshed.cookie ?? '' });
    expect([after.status, after.body.code]).toEqual([401, 'session-ended']);
  });

  test('(IAM-1) the public keys and the cuts are served to the services', async () => {
    const keys = await call<{ keys: { kid: string; d?: string }[] }>(url, 'GET', '/.well-known/jwks.json');
    expect(keys.body.keys).toHaveLength(1);
    expect(keys.body.keys[0]).not.toHaveProperty('d');
    const { body } = await signIn(url, ROOT.login, ROOT.password);
    await call(url, 'POST', '/sessions/sign-out', { token: body.accessToken });
    const cuts = await call<{ revocations: { kind: string }[] }>(url, 'GET', '/.well-known/revocations');
    expect(cuts.body.revocations.map(({ kind }) => kind)).toContain('session');
  });

  test('(ORG-1) a repeated creation finds the node made; another use of its id is refused; kinds keep their order', async () => {
    const token = identity.root.accessToken;
    const region = identity.root.acting.nodeId;
    const id = uuidV7();
    const node = {
      id,
      parentId: region,
      kind: 'municipality',
      name: 'Округ',
      shortName: 'Округ',
      timeZone: 'Asia/Tomsk',
    };
    const first = await call(url, 'POST', '/organisations', { token, body: node });
    const again = await call(url, 'POST', '/organisations', { token, body: node });
    expect([first.status, again.status, again.body]).toEqual([201, 201, first.body]);
    const other = await call(url, 'POST', '/organisations', { token, body: { ...node, name: 'Другой' } });
    expect([other.status, other.body.code]).toEqual([409, 'id-taken']);
    const school = { ...node, id: uuidV7(), kind: 'school' };
    expect((await call(url, 'POST', '/organisations', { token, body: school })).body.code).toBe(
      'kind-not-allowed-here',
    );
  });
});

describe('walls', () => {
  test('(ORG-1) a foreign and a missing node answer alike; a school lists only itself', async () => {
    const { administrator, schoolId } = await openSchool(identity);
    const { schoolId: foreign } = await openSchool(identity);
    const token = administrator.accessToken;
    const body = { name, login: 'somebody-else', role: 'administrator' };
    const [theirs, missing] = await Promise.all(
      [foreign, uuidV7()].map((id) =>
        call<{ correlationId?: string }>(url, 'POST', `/organisations/${id}/administrators`, { token, body }),
      ),
    );
    const { correlationId: _one, ...first } = theirs?.body ?? {};
    const { correlationId: _two, ...second } = missing?.body ?? {};
    expect([theirs?.status, first]).toEqual([404, second]);
    const listed = await call<{ organisations: { id: string }[] }>(url, 'GET', '/organisations', { token });
    expect(listed.body.organisations.map(({ id }) => id)).toEqual([schoolId]);
    expect((await call(url, 'POST', '/organisations', { token, body: {} })).status).toBe(403);
    expect((await call(url, 'GET', '/organisations', { token: 'forged' })).status).toBe(401);
  });
});

describe('passwords', () => {
  test('(IAM-1; R-91 row 5) ten wrong passwords lock the login, unknown logins as well', async () => {
    for (const login of [`nobody-${uuidV7()}`, ROOT.login]) {
      for (let attempt = 0; attempt < 10; attempt++) {
        expect((await signIn(url, login, 'wrong')).body).toMatchObject({ code: 'wrong-login-or-password' });
      }
      expect(await signIn(url, login, ROOT.password)).toMatchObject({ status: 429, body: { code: 'too-many-tries' } });
    }
  });

  test('(IAM-1) a new password ends the other sessions', async () => {
    const { administrator } = await openSchool(identity);
    const { login } = administrator.user;
    const other = await signIn(url, login, 'Zelyonaya-8-dver');
    const change = (next: string) =>
      call(url, 'POST', '/password', { token: administrator.accessToken, body: { current: 'Zelyonaya-8-dver', next } });
    expect((await change('qwertyuiop')).body.code).toBe('password-too-weak');
    expect((await change('Sinee-okno-14')).status).toBe(204);
    expect((await call(url, 'POST', '/sessions/refresh', { body: {}, cookie: other.cookie ?? '' })).status).toBe(401);
    expect((await signIn(url, login, 'Sinee-okno-14')).status).toBe(200);
  });
});
