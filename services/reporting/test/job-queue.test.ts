import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { reportsContract } from '@parta/contracts/http/reporting/reports';
import { uuidV7 } from '@parta/contracts/kernel/uuid';
import type { Component } from '@parta/testkit/component';
import { classTeacherOf, directorOf, followJob, startReporting } from './reporting-component.ts';
import { type SmallSchool, smallSchool } from './small-school.ts';

let reporting: Component;
beforeAll(async () => {
  reporting = await startReporting();
});
afterAll(async () => {
  await reporting[Symbol.asyncDispose]();
});

interface Left {
  readonly state: 'queued' | 'running';
  readonly roles?: readonly string[];
}

/** A job's row as a worker or a request left it; the queue's own job is another matter. */
async function leaveJob(school: SmallSchool, { state, roles = ['class-teacher'] }: Left): Promise<string> {
  const jobId = uuidV7();
  await reporting.database.owner('report_job').insert({
    institution_id: school.id.institution,
    job_id: jobId,
    report: 'class-summary',
    format: 'xlsx',
    parameters: JSON.stringify({ classId: school.id.class, year: school.year }),
    title: 'Сводная ведомость',
    state,
    user_id: school.id.teacherUser,
    person_id: school.id.teacher,
    roles,
    created_at: new Date(),
  });
  return jobId;
}

const enqueue = (school: SmallSchool, jobId: string, columns: string, values: string): Promise<unknown> =>
  Promise.resolve(
    reporting.database.owner.raw(
      `insert into jobs.job (name, data, retry_limit, expire_seconds ${columns}) values ('reports', ?::jsonb, 2, 180 ${values})`,
      [JSON.stringify({ institutionId: school.id.institution, jobId })],
    ),
  );

const archived = (jobId: string): Promise<unknown[]> =>
  Promise.resolve(reporting.database.owner('archive').where({ job_id: jobId }));

test('(RPT-4) a job whose worker died in the middle is taken up again and archived once', async () => {
  const school = smallSchool();
  await reporting.publish(school.world);
  const jobId = await leaveJob(school, { state: 'running' });
  // as kill -9 leaves it: active, its heartbeat a minute old
  const minuteAgo = `clock_timestamp() - interval '1 minute'`;
  await enqueue(
    school,
    jobId,
    ', state, heartbeat_seconds, started_on, heartbeat_on',
    `, 'active', 10, ${minuteAgo}, ${minuteAgo}`,
  );

  expect((await followJob(reporting, classTeacherOf(school), jobId)).at(-1)).toBe('done');
  expect(await archived(jobId)).toHaveLength(1);

  // the dead worker's twin comes late: nothing is made twice
  await enqueue(school, jobId, '', '');
  const later = await leaveJob(school, { state: 'queued' });
  await enqueue(school, later, '', '');
  await followJob(reporting, classTeacherOf(school), later);
  expect(await archived(jobId)).toHaveLength(1);
});

test('(RPT-4) a job whose workers all died is given up and says so', async () => {
  const school = smallSchool();
  await reporting.publish(school.world);
  const jobId = await leaveJob(school, { state: 'running' });
  const minuteAgo = `clock_timestamp() - interval '1 minute'`;
  const columns = ', state, retry_count, dead_letter, heartbeat_seconds, started_on, heartbeat_on';
  await enqueue(school, jobId, columns, `, 'active', 2, 'reports-given-up', 10, ${minuteAgo}, ${minuteAgo}`);
  await followJob(reporting, classTeacherOf(school), jobId);
  const job = await reporting.as(reportsContract, classTeacherOf(school)).getJob({ params: { jobId } });
  expect(job).toMatchObject({ state: 'failed', failure: 'given-up' });
});

test('(RPT-1) rights are judged again when the job starts: a blocked maker gets nothing', async () => {
  const school = smallSchool();
  await reporting.publish([...school.world, school.account('blocked', 2)]);
  const jobId = await leaveJob(school, { state: 'queued' });
  await enqueue(school, jobId, '', '');
  await followJob(reporting, classTeacherOf(school), jobId);
  const job = await reporting.as(reportsContract, classTeacherOf(school)).getJob({ params: { jobId } });
  expect(job).toMatchObject({ state: 'failed', failure: 'class-not-found', archiveId: null });
  expect(await archived(jobId)).toEqual([]);
});

test('(RPT-1) twenty jobs of one institution may wait, not one more; another institution is not concerned', async () => {
  const [full, other] = [smallSchool(), smallSchool()];
  await reporting.publish([...full.world, ...other.world]);
  for (let waiting = 0; waiting < 20; waiting++) await leaveJob(full, { state: 'queued' });
  const order = (school: SmallSchool) => ({
    jobId: uuidV7(),
    report: 'class-summary' as const,
    format: 'xlsx' as const,
    parameters: { classId: school.id.class, year: school.year },
  });
  const client = reporting.as(reportsContract, classTeacherOf(full));
  await expect(client.makeReport({ body: order(full) })).rejects.toThrow('429 queue-full');
  await expect(
    reporting.as(reportsContract, directorOf(other)).makeReport({ body: order(other) }),
  ).resolves.toMatchObject({ state: 'queued' });
});

test('(RPT-4) the archive can be written and read by the service, never changed', async () => {
  const { app } = reporting.database;
  for (const table of ['archive', 'archive_file', 'check_code']) {
    await expect(app(table).delete()).rejects.toThrow('permission denied');
    await expect(app(table).update({ archive_id: uuidV7() })).rejects.toThrow('permission denied');
  }
  // a query whose `where` was forgotten, outside any scope
  expect(await app('archive')).toEqual([]);
  expect(await app('person')).toEqual([]);
});
