import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import jwt from 'jsonwebtoken';
import { generateKeyPairSync } from 'node:crypto';
import { ApiProblem, buildClient } from '@parta/chassis/http/client';
import { classesContract } from '@parta/contracts/http/contingent/classes';
import { sessionsContract } from '@parta/contracts/http/identity/sessions';
import { diaryContract } from '@parta/contracts/http/journal/diary';
import { pagesContract } from '@parta/contracts/http/journal/pages';
import { reportsContract } from '@parta/contracts/http/reporting/reports';
import type { SeedPerson } from '@parta/local/seed/seed-person';
import { lastLesson, makeSmallSchool, type SmallSchool } from './setup/small-school.ts';
import { startTestPlatform, type TestPlatform } from './setup/start-test-platform.ts';

/** A problem without what differs from one answer to the next. */
async function problemOf(work: Promise<unknown>): Promise<object> {
  const error = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof ApiProblem)) throw new Error('was not refused', { cause: error });
  return { ...error.problem, correlationId: undefined };
}

describe('walls of the whole platform', () => {
  let test: TestPlatform;
  let own: SmallSchool;
  let other: SmallSchool;

  beforeAll(async () => {
    test = await startTestPlatform();
    own = await makeSmallSchool(test.url, test.platform.bootstrap);
    other = await makeSmallSchool(test.url, test.platform.bootstrap);
  });
  afterAll(async () => {
    await test[Symbol.asyncDispose]();
  });

  const pageOf = (who: SeedPerson, pageId: string) =>
    who.client('journal', pagesContract).getPage({ params: { pageId } });

  it('answers a foreign page as a missing one (IAM-8)', async () => {
    const missing = await problemOf(pageOf(own.teacher, randomUUID()));
    expect(missing).toMatchObject({ status: 404, code: 'page-not-found' });
    expect(await problemOf(pageOf(own.colleague, own.pageId))).toEqual(missing);
    expect(await problemOf(pageOf(other.teacher, own.pageId))).toEqual(missing);
  });

  it('answers another guardian’s child as a missing one (IAM-8, R-26.1)', async () => {
    const diary = own.guardian.client('journal', diaryContract);
    const missing = await problemOf(diary.diaryWeek({ params: { studentId: randomUUID() } }));
    for (const studentId of [own.studentIds[1], other.studentIds[0]]) {
      expect(await problemOf(diary.diaryWeek({ params: { studentId: studentId ?? '' } }))).toEqual(missing);
    }
    const mine = await diary.diaryWeek({ params: { studentId: own.studentIds[0] ?? '' } });
    expect(mine.student.studentId).toBe(own.studentIds[0]);
  });

  it('answers another institution’s class and report as missing ones (IAM-8)', async () => {
    const contingent = other.administrator.client('contingent', classesContract);
    const missing = await problemOf(contingent.getClass({ params: { classId: randomUUID() } }));
    expect(await problemOf(contingent.getClass({ params: { classId: own.classId } }))).toEqual(missing);
    const reports = other.classTeacher.client('reporting', reportsContract);
    const preview = (classId: string) =>
      reports.previewReport({ params: { report: 'class-summary' }, query: { classId, year: own.year } });
    expect(await problemOf(preview(own.classId))).toEqual(await problemOf(preview(randomUUID())));
  });

  it('answers a missing permission with 403 at the gateway and at the service itself (IAM-2)', async () => {
    const forbidden = { status: 403, code: 'permission-missing' };
    expect(await problemOf(pageOf(own.student, own.pageId))).toMatchObject(forbidden);
    const direct = buildClient(pagesContract, {
      baseUrl: portOf('journal'),
      token: () => own.student.session.accessToken,
    });
    expect(await problemOf(direct.getPage({ params: { pageId: own.pageId } }))).toMatchObject(forbidden);
  });

  const portOf = (service: string): string => test.platform.services[service]?.[0]?.url ?? '';

  it.each(['identity', 'contingent', 'curriculum', 'journal', 'reporting', 'notifications'])(
    'refuses forged, expired and missing tokens at the port of %s (IAM-1)',
    async (service) => {
      const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
      const claims = jwt.decode(own.teacher.session.accessToken, { complete: true });
      if (!claims || typeof claims.payload === 'string') throw new Error('no claims');
      const forged = jwt.sign(claims.payload, privateKey, {
        algorithm: 'RS256',
        ...(claims.header.kid && { keyid: claims.header.kid }),
      });
      const none = `${Buffer.from('{"alg":"none"}').toString('base64url')}.${own.teacher.session.accessToken.split('.')[1]}.`;
      const bitFlipped = `${own.teacher.session.accessToken.slice(0, -4)}AAAA`;
      const paths: Record<string, string> = {
        identity: '/institution',
        contingent: '/classes',
        curriculum: '/years',
        journal: '/pages',
        reporting: '/archive',
        notifications: '/inbox',
      };
      for (const token of [forged, none, bitFlipped, 'rubbish', undefined]) {
        const headers: Record<string, string> = token === undefined ? {} : { authorization: `Bearer ${token}` };
        const response = await fetch(`${portOf(service)}${paths[service] ?? ''}`, { headers });
        expect([service, response.status, ((await response.json()) as { code: string }).code]).toEqual([
          service,
          401,
          'unauthenticated',
        ]);
      }
    },
  );

  it('refuses a signed-out session everywhere within two seconds (IAM-1)', async () => {
    const { session } = other.colleague;
    await other.colleague.client('identity', sessionsContract).signOut();
    await pause(2000);
    for (const base of [`${test.url}/api/journal`, portOf('journal'), portOf('contingent')]) {
      const path = base === portOf('contingent') ? '/classes' : '/pages';
      const { status } = await fetch(`${base}${path}`, {
        headers: { authorization: `Bearer ${session.accessToken}` },
      });
      expect([base, status]).toEqual([base, 401]);
    }
  });

  it('lets one of two people on a cell win, and answers a repeated key the same (JRN-3)', async () => {
    const pages = own.teacher.client('journal', pagesContract);
    const workId = randomUUID();
    const params = { pageId: own.pageId };
    await pages.addWork({ params, body: { id: workId, lessonId: lastLesson(own.page).id, typeKey: 'test' } });
    const studentId = own.studentIds[0] ?? '';
    const change = (value: number) => ({
      kind: 'mark' as const,
      workId,
      studentId,
      baseVersion: 0,
      mark: { kind: 'grade' as const, value },
    });
    const both = await Promise.all(
      [4, 5].map((value) => pages.changeCells({ params, body: { changes: [change(value)] } })),
    );
    const outcomes = both.flatMap((each) => each.outcomes);
    expect(outcomes.map((each) => each.status).toSorted()).toEqual(['applied', 'conflict']);
    const idempotencyKey = randomUUID();
    const body = { changes: [{ ...change(3), studentId: own.studentIds[1] ?? '' }] };
    const [one, two] = await Promise.all([
      pages.changeCells({ params, body }, { idempotencyKey }),
      pages.changeCells({ params, body }, { idempotencyKey }),
    ]);
    expect(two).toEqual(one);
  });
});
