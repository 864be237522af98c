import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Session } from '@parta/contracts/http/identity/sessions';
import { uuidV7 } from '@parta/contracts/kernel/uuid';
import { activate, call, code, refusedWithin, signIn } from './browser.ts';
import { group, person, position, relation } from './contingent-events.ts';
import { type Identity, openSchool, startIdentity } from './identity-component.ts';

let identity: Identity;
let url: string;
beforeAll(async () => {
  identity = await startIdentity();
  url = identity.url;
});
afterAll(async () => {
  await identity[Symbol.asyncDispose]();
});

describe('codes', () => {
  test('(R-91 rows 1, 3; IAM-6) a class teacher hands codes to the own class only; a new one replaces the old', async () => {
    const { schoolId, administrator } = await openSchool(identity);
    const [teacher, own, mother, other, ownClass, otherClass] = [
      uuidV7(),
      uuidV7(),
      uuidV7(),
      uuidV7(),
      uuidV7(),
      uuidV7(),
    ];
    await identity.component.publish([
      ...[person(schoolId, teacher, 'staff'), position(schoolId, teacher, 'teacher')],
      ...[person(schoolId, own, 'student'), person(schoolId, other, 'student'), person(schoolId, mother, 'guardian')],
      relation(schoolId, mother, own),
      group(schoolId, ownClass, 1, { students: [own], teacher }),
      group(schoolId, otherClass, 1, { students: [other] }),
    ]);
    const { body } = await activate(url, administrator.accessToken, teacher);
    expect(body.acting.roles).toContain('class-teacher');
    const first = await code(url, body.accessToken, own);
    expect(first.status).toBe(201);
    for (const personId of [other, teacher, uuidV7()]) {
      const refused = await code(url, body.accessToken, personId);
      expect([refused.status, refused.body.code]).toEqual([404, 'account-not-found']);
    }
    const sheet = await call<{ slips: { side: string }[] }>(url, 'POST', `/classes/${ownClass}/codes`, {
      token: body.accessToken,
      body: { sides: ['student', 'guardian'] },
    });
    expect(sheet.body.slips.map(({ side }) => side)).toEqual(['student', 'guardian']);
    const denied = await call(url, 'POST', `/classes/${otherClass}/codes`, {
      token: body.accessToken,
      body: { sides: ['student'] },
    });
    expect([denied.status, denied.body.code]).toEqual([404, 'class-not-found']);
    const used = { code: first.body.code, login: `late-${own.slice(-8)}`, password: 'Tikhaya-pogoda-3' };
    expect((await call(url, 'POST', '/activations', { body: used })).body.code).toBe('code-replaced');
  });

  test('(R-91 row 2) of five who use one code at once one gets in; a taken login leaves the code unused', async () => {
    const { schoolId, administrator } = await openSchool(identity);
    const teacher = uuidV7();
    await identity.component.publish([person(schoolId, teacher, 'staff'), position(schoolId, teacher, 'teacher')]);
    const slip = await code(url, administrator.accessToken, teacher);
    const use = (login: string) =>
      call(url, 'POST', '/activations', { body: { code: slip.body.code, login, password: 'Tikhaya-pogoda-3' } });
    expect((await use(administrator.user.login)).body.code).toBe('login-taken');
    const answers = await Promise.all(
      Array.from({ length: 5 }, (_, index) => use(`racer${index}-${teacher.slice(-8)}`)),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409, 409]);
    expect(answers.filter(({ status }) => status === 409).every(({ body }) => body.code === 'code-used')).toBe(true);
  });

  test('(R-91 row 5) ten wrong codes from one address are enough', async () => {
    const check = () =>
      call(url, 'POST', '/activations/check', {
        body: { code: 'ABCD-EFGH-JKMN' },
        address: `10.1.${Date.now() % 250}.7`,
      });
    const address = `192.0.2.${Date.now() % 250}`;
    const tryOnce = () => call(url, 'POST', '/activations/check', { body: { code: 'ABCD-EFGH-JKMN' }, address });
    for (let attempt = 0; attempt < 10; attempt++) await tryOnce();
    expect((await tryOnce()).body.code).toBe('too-many-tries');
    expect((await check()).body.code).toBe('code-unknown');
  });
});

describe('refresh', () => {
  test('(IAM-1) two tabs that race get the same successor; an older token ends the family', async () => {
    const { administrator } = await openSchool(identity);
    const { cookie: first = '' } = await signIn(url, administrator.user.login, 'Zelyonaya-8-dver');
    const refresh = (cookie: string) => call<Session>(url, 'POST', '/sessions/refresh', { body: {}, cookie });
    const [left, right] = await Promise.all([refresh(first), refresh(first)]);
    expect([left.status, right.status, left.cookie]).toEqual([200, 200, right.cookie]);
    const third = await refresh(left.cookie ?? '');
    expect(third.status).toBe(200);
    expect((await refresh(first)).status).toBe(401);
    expect((await refresh(third.cookie ?? '')).status).toBe(401);
    await refusedWithin(url, third.body.accessToken);
  });
});
