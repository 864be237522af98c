import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Session } from '@parta/contracts/http/identity/sessions';
import { uuidV7 } from '@parta/contracts/kernel/uuid';
import { activate, call, code, refusedWithin, signIn } from './browser.ts';
import { ENDED, group, person, position, relation } from './contingent-events.ts';
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

/** One school as contingent would tell of it. */
interface School {
  readonly schoolId: string;
  readonly administrator: Session;
}

interface Line {
  readonly personId: string;
  readonly login: string;
  readonly state: string;
  readonly side: string;
  readonly roles: readonly string[];
}

async function lineOf({ administrator }: School, personId: string): Promise<Line | undefined> {
  const answer = await call<{ accounts: Line[] }>(url, 'GET', '/accounts?limit=200', {
    token: administrator.accessToken,
  });
  return answer.body.accounts.find((line) => line.personId === personId);
}

describe('accounts follow what contingent says', () => {
  test('(IAM-4, IAM-6; R-92 row 3) enrolment opens, in any order of events; the last child leaving ends', async () => {
    const school = await openSchool(identity);
    const { schoolId, administrator } = school;
    const [mother, elder, younger, classId] = [uuidV7(), uuidV7(), uuidV7(), uuidV7()];
    const { component } = identity;
    await component.publish([
      group(schoolId, classId, 1, { students: [elder, younger] }),
      relation(schoolId, mother, elder),
      relation(schoolId, mother, younger),
    ]);
    expect(await lineOf(school, elder)).toBeUndefined();
    await component.publish([
      person(schoolId, elder, 'student'),
      person(schoolId, mother, 'guardian'),
      person(schoolId, younger, 'student'),
    ]);
    expect(await lineOf(school, elder)).toMatchObject({ state: 'invited', side: 'student', roles: ['student'] });
    expect((await lineOf(school, elder))?.login).toMatch(/^shchukinip\d{4}$/);

    const versionOfElder = () => component.database.owner('account').where({ person_id: elder }).pluck('version');
    expect(await versionOfElder()).toEqual([1]);
    await component.publish([person(schoolId, elder, 'student', { version: 2 })]);
    expect(await versionOfElder()).toEqual([1]);

    const session = await activate(url, administrator.accessToken, mother);
    expect(session.body.acting).toMatchObject({ side: 'guardian', roles: ['guardian'] });
    await component.publish([group(schoolId, classId, 2, { students: [younger] })]);
    expect(await lineOf(school, elder)).toMatchObject({ roles: [] });
    expect((await call(url, 'GET', '/institution', { token: session.body.accessToken })).status).toBe(200);
    await component.publish([group(schoolId, classId, 3, { students: [younger], to: ENDED })]);
    await refusedWithin(url, session.body.accessToken);
    expect(await signIn(url, session.body.user.login, 'Tikhaya-pogoda-3')).toMatchObject({
      status: 403,
      body: { code: 'no-access' },
    });
  });

  test('(R-90 row 5; R-93 rows 1, 2) without consent an account waits, withdrawn consent blocks', async () => {
    const school = await openSchool(identity);
    const { schoolId, administrator } = school;
    const [student, classId] = [uuidV7(), uuidV7()];
    const { component } = identity;
    await component.publish([
      person(schoolId, student, 'student', { consent: 'missing' }),
      group(schoolId, classId, 1, { students: [student] }),
    ]);
    expect(await lineOf(school, student)).toBeUndefined();
    expect((await code(url, administrator.accessToken, student)).body.code).toBe('consent-missing');
    await component.publish([person(schoolId, student, 'student', { version: 2 })]);
    const session = await activate(url, administrator.accessToken, student);
    await component.publish([person(schoolId, student, 'student', { consent: 'withdrawn', version: 3 })]);
    await refusedWithin(url, session.body.accessToken);
    expect((await lineOf(school, student))?.state).toBe('blocked');
    expect((await signIn(url, session.body.user.login, 'Tikhaya-pogoda-3')).body).toMatchObject({
      code: 'account-blocked',
    });
  });

  test('(R-92 row 1; R-22) dismissal ends a teacher’s token; a person of two schools keeps the other seat', async () => {
    const [one, two] = [await openSchool(identity), await openSchool(identity)];
    const teacher = uuidV7();
    const { component } = identity;
    for (const { schoolId } of [one, two]) {
      await component.publish([person(schoolId, teacher, 'staff'), position(schoolId, teacher, 'teacher')]);
    }
    const session = await activate(url, one.administrator.accessToken, teacher);
    expect(session.body.seats.map(({ nodeId }) => nodeId).sort()).toEqual([one.schoolId, two.schoolId].sort());
    expect(await lineOf(two, teacher)).toMatchObject({ state: 'active', login: session.body.user.login });

    const elsewhere = session.body.seats.find(({ nodeId }) => nodeId === one.schoolId)?.assignmentId;
    const acting = await call<Session>(url, 'POST', '/sessions/refresh', {
      body: { assignmentId: elsewhere },
      cookie: session.cookie ?? '',
    });
    await component.publish([position(one.schoolId, teacher, 'teacher', { version: 2, to: ENDED })]);
    await refusedWithin(url, acting.body.accessToken);
    const next = await call<Session>(url, 'POST', '/sessions/refresh', { body: {}, cookie: acting.cookie ?? '' });
    expect(next.body.seats.map(({ nodeId }) => nodeId)).toEqual([two.schoolId]);
  });

  test('(IAM-3) roles by the administrator: staff roles only, a repetition publishes nothing, lost rights are cut', async () => {
    const school = await openSchool(identity);
    const { schoolId, administrator } = school;
    const teacher = uuidV7();
    await identity.component.publish([person(schoolId, teacher, 'staff'), position(schoolId, teacher, 'teacher')]);
    const session = await activate(url, administrator.accessToken, teacher);
    const set = (roles: readonly string[]) =>
      call(url, 'PUT', `/people/${teacher}/roles`, { token: administrator.accessToken, body: { roles } });
    expect((await set(['student'])).body.code).toBe('role-not-allowed');
    const first = await set(['deputy', 'secretary']);
    expect([first.status, first.body]).toEqual([200, expect.objectContaining({ roles: ['deputy', 'secretary'] })]);
    await refusedWithin(url, session.body.accessToken);
    const versions = () => identity.component.database.owner('account').where({ person_id: teacher }).pluck('version');
    const before = await versions();
    expect((await set(['secretary', 'deputy'])).body).toEqual(first.body);
    expect(await versions()).toEqual(before);
  });

  test('(R-91; DESIGN §5) «закрыть доступ» acts within two seconds and can be undone', async () => {
    const { schoolId, administrator } = await openSchool(identity);
    const teacher = uuidV7();
    await identity.component.publish([person(schoolId, teacher, 'staff'), position(schoolId, teacher, 'teacher')]);
    const session = await activate(url, administrator.accessToken, teacher);
    const act = (what: string) => call(url, 'POST', `/people/${teacher}/${what}`, { token: administrator.accessToken });
    expect((await act('block')).status).toBe(204);
    await refusedWithin(url, session.body.accessToken);
    expect((await act('unblock')).status).toBe(204);
    expect((await signIn(url, session.body.user.login, 'Tikhaya-pogoda-3')).status).toBe(200);
    const stranger = await openSchool(identity);
    const foreign = await call(url, 'POST', `/people/${teacher}/block`, { token: stranger.administrator.accessToken });
    expect([foreign.status, foreign.body.code]).toEqual([404, 'account-not-found']);
  });
});
