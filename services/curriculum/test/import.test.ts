import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { timetableImportsContract } from '@parta/contracts/http/curriculum/imports';
import { teachingGroupsContract } from '@parta/contracts/http/curriculum/teaching-groups';
import { timetableContract } from '@parta/contracts/http/curriculum/timetable';
import { yearsContract } from '@parta/contracts/http/curriculum/years';
import { IsoWeek } from '@parta/contracts/values/calendar-date';
import { type Component, startComponent } from '@parta/testkit/component';
import type { TestActor } from '@parta/testkit/tokens';
import { buildCurriculum } from '../src/app.ts';
import { collegeFile } from '../src/fet/fixtures/college-file.ts';
import { type ContingentDouble, startContingentDouble } from './contingent-double.ts';
import { countByType, recordEvents } from './record-events.ts';
import { day, yearPlan } from './small-college.ts';

const clock = { now: () => new Date('2026-09-15T06:00:00Z') };
const { path, real } = collegeFile('college-scheduled.fet');
const ownFile = `${import.meta.dirname}/../src/fet/fixtures/small-college.fet`;
const publishFrom = day('2026-09-01');

describe('import of a FET file over HTTP', () => {
  let curriculum: Component;
  let contingent: ContingentDouble;
  let fresh: ReturnType<typeof recordEvents>;
  const administrator = (institutionId: string): TestActor => ({
    institutionId,
    roles: ['administrator'],
    at: clock.now(),
  });
  const imports = (institutionId: string) => curriculum.as(timetableImportsContract, administrator(institutionId));
  const openYear = async (institutionId: string) =>
    curriculum.as(yearsContract, administrator(institutionId)).saveYear({ params: { year: 2026 }, body: yearPlan() });

  beforeAll(async () => {
    contingent = await startContingentDouble();
    curriculum = await startComponent({
      definition: { name: 'curriculum', build: buildCurriculum },
      migrations: new URL('../migrations/', import.meta.url),
      config: { CONTINGENT_URL: contingent.url },
      clock,
    });
    fresh = recordEvents(curriculum);
  });
  afterAll(async () => {
    await curriculum[Symbol.asyncDispose]();
    await contingent[Symbol.asyncDispose]();
  });

  const outcomeOf = async (institutionId: string, importId: string) => {
    for (;;) {
      const state = await imports(institutionId).getTimetableImport({ params: { importId } });
      if (state.state !== 'running') return state;
      await delay(20);
    }
  };
  const importFile = async (institutionId: string, file: string, query: { publishFrom?: typeof publishFrom } = {}) => {
    const body = await readFile(file);
    const { importId } = await imports(institutionId).importTimetable({
      query: { fileName: 'college.fet', ...query },
      body,
    });
    return outcomeOf(institutionId, importId);
  };

  it('takes over a whole college with its timetable; a second import changes nothing (CUR-4, CUR-7)', async () => {
    const institutionId = randomUUID();
    await openYear(institutionId);
    await fresh(institutionId);
    const first = await importFile(institutionId, path, { publishFrom });
    expect(first).toMatchObject({ state: 'done', stage: 'done', progress: 1, failure: null });
    for (const counts of Object.values(first.counts)) expect(counts).toMatchObject({ created: counts.found, kept: 0 });
    const known = { teachers: 47, subjects: 123, classes: 14, teachingGroups: 296 };
    const found = Object.fromEntries(Object.entries(first.counts).map(([kind, counts]) => [kind, counts.found]));
    expect(found).toMatchObject(
      real ? known : { teachers: 3, subjects: 4, classes: 2, subgroups: 5, teachingGroups: 8 },
    );
    expect(first.problems.every(({ message }) => /[а-я]/.test(message) && !message.includes('undefined'))).toBe(true);
    const events = countByType(await fresh(institutionId));
    expect(events).toMatchObject({
      'curriculum.calendar.v1': 1,
      'curriculum.teaching-group.v1': first.counts.teachingGroups.found,
    });
    expect(events['curriculum.lessons-of-week.v1']).toBeGreaterThan(real ? 8000 : 50);

    const second = await importFile(institutionId, path, { publishFrom });
    expect(second).toMatchObject({ state: 'done', timetableVersionId: first.timetableVersionId });
    for (const counts of Object.values(second.counts)) expect(counts).toMatchObject({ created: 0, kept: counts.found });
    expect(await fresh(institutionId)).toEqual([]);
    const { versions } = await curriculum.as(timetableContract, administrator(institutionId)).listVersions();
    expect(versions).toMatchObject([{ id: first.timetableVersionId, state: 'published', publishedFrom: publishFrom }]);
    const { imports: listed } = await imports(institutionId).listTimetableImports();
    expect(listed.map(({ importId }) => importId)).toEqual([second.importId, first.importId]);
  });

  it('shows the week of a group, a teacher and a room (CUR-7)', async () => {
    const institutionId = randomUUID();
    await openYear(institutionId);
    await importFile(institutionId, ownFile, { publishFrom });
    const groups = await curriculum.as(teachingGroupsContract, administrator(institutionId)).listTeachingGroups();
    const math = groups.teachingGroups.find(({ subjectName, name }) => subjectName === 'Математика' && name === 'СВ11');
    expect(math).toMatchObject({
      hoursPerWeek: 1.5,
      teachers: [{ displayName: 'Аверина О. П.', from: '2026-09-01', to: null }],
    });
    const timetable = curriculum.as(timetableContract, administrator(institutionId));
    const week = IsoWeek.parse('2026-W38');
    const of = (kind: 'class' | 'teacher' | 'room', id = '') =>
      timetable.getTimetable({ query: { of: kind, id, week } });

    const ofClass = await of('class', math?.classes[0]?.classId);
    expect(ofClass).toMatchObject({ title: 'СВ11', from: '2026-09-14', week });
    expect(ofClass.lessons.some(({ groupName }) => groupName.startsWith('СВ11-'))).toBe(true);
    const ofTeacher = await of('teacher', math?.teachers[0]?.personId);
    expect(ofTeacher.title).toBe('Аверина О. П.');
    expect(ofTeacher.lessons.every(({ teachers }) => teachers.includes('Аверина О. П.'))).toBe(true);
    expect(ofTeacher.lessons.length).toBeGreaterThan(0);
    const { rooms } = await timetable.listRooms();
    const ofRoom = await of('room', rooms.find(({ name }) => name === '101')?.id);
    expect(ofRoom.lessons.length).toBeGreaterThan(0);
    expect(new Set(ofRoom.lessons.map(({ room }) => room))).toEqual(new Set(['101']));
  });

  const half = async (): Promise<Buffer> => (await readFile(ownFile)).subarray(0, 9000);
  const hostile: [string, string, () => Promise<Uint8Array> | Uint8Array][] = [
    ['half a file', 'file-unfinished', half],
    ['nothing', 'not-xml', () => new Uint8Array(0)],
    ['a picture', 'not-xml', () => Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 1])],
    ['other XML', 'not-fet', () => Buffer.from('<?xml version="1.0"?><html><body/></html>')],
    [
      'an entity bomb',
      'forbidden-xml',
      () =>
        Buffer.from(
          '<?xml version="1.0"?><!DOCTYPE fet [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><fet version="6">&b;</fet>',
        ),
    ],
    ['a tower of elements', 'too-deep', () => Buffer.from(`<fet version="6.0">${'<a>'.repeat(5000)}`)],
    ['more than 32 MB', 'body-too-large', () => new Uint8Array(33 * 1024 * 1024)],
  ];
  it.each(hostile)('refuses %s with %s and writes nothing', async (_what, code, bytes) => {
    const institutionId = randomUUID();
    await openYear(institutionId);
    await fresh(institutionId);
    const calls = contingent.seen.length;
    const refused = imports(institutionId).importTimetable({ query: {}, body: await bytes() });
    await expect(refused).rejects.toMatchObject({ problem: { code } });
    expect(await fresh(institutionId)).toEqual([]);
    expect(contingent.seen).toHaveLength(calls);
    expect(await imports(institutionId).listTimetableImports()).toEqual({ imports: [] });
  });

  it('needs a year and the permission (ORG-1)', async () => {
    const body = await readFile(ownFile);
    await expect(imports(randomUUID()).importTimetable({ query: {}, body })).rejects.toMatchObject({
      problem: { code: 'year-not-found' },
    });
    const teacher = curriculum.as(timetableImportsContract, { roles: ['teacher'], at: clock.now() });
    await expect(teacher.importTimetable({ query: {}, body })).rejects.toMatchObject({
      problem: { code: 'permission-missing' },
    });
  });

  it('goes on where a failure of contingent ended it', async () => {
    const institutionId = randomUUID();
    await openYear(institutionId);
    contingent.failWith = 409;
    const failed = await importFile(institutionId, ownFile);
    contingent.failWith = null;
    expect(failed).toMatchObject({ state: 'failed', stage: 'staff', failure: { code: 'contingent-refused' } });
    const done = await importFile(institutionId, ownFile);
    expect(done).toMatchObject({ state: 'done', counts: { teachingGroups: { found: 8, created: 8, kept: 0 } } });
    expect(contingent.seen.every((header) => header.startsWith('Bearer '))).toBe(true);
  });

  it('takes over one file of an institution at a time; the same one again is the same import', async () => {
    const institutionId = randomUUID();
    await openYear(institutionId);
    const gate = Promise.withResolvers<void>();
    contingent.hold = gate.promise;
    const body = await readFile(ownFile);
    const { importId } = await imports(institutionId).importTimetable({ query: {}, body });
    expect(await imports(institutionId).importTimetable({ query: {}, body })).toEqual({ importId });
    const other = imports(institutionId).importTimetable({ query: { publishFrom }, body });
    await expect(other).rejects.toMatchObject({ problem: { code: 'in-progress' } });
    const foreign = imports(randomUUID()).getTimetableImport({ params: { importId } });
    await expect(foreign).rejects.toMatchObject({ problem: { code: 'import-not-found' } });
    gate.resolve();
    expect(await outcomeOf(institutionId, importId)).toMatchObject({ state: 'done' });
  });

  it('tells an import whose process died as interrupted', async () => {
    const institutionId = randomUUID();
    const id = randomUUID();
    await curriculum.database.owner('timetable_import').insert({
      ...{
        institution_id: institutionId,
        id,
        file_name: 'a.fet',
        digest: '',
        state: 'running',
        stage: 'classes',
        progress: 0.3,
      },
      ...{ problems: '[]', started_at: clock.now() },
      counts: JSON.stringify(
        Object.fromEntries(
          ['teachers', 'subjects', 'classes', 'subgroups', 'teachingGroups', 'rooms', 'bells', 'entries'].map(
            (kind) => [kind, { found: 0, created: 0, kept: 0 }],
          ),
        ),
      ),
    });
    const state = await imports(institutionId).getTimetableImport({ params: { importId: id } });
    expect(state).toMatchObject({ state: 'failed', failure: { code: 'interrupted' } });
  });
});
