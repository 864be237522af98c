import { createHash } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import ExcelJS from '@protobi/exceljs';
import { pageRestoredV1 } from '@parta/contracts/events/journal/page-restored.v1';
import { checksContract, reportsContract } from '@parta/contracts/http/reporting/reports';
import { uuidV7 } from '@parta/contracts/kernel/uuid';
import { SEQ_LIFT } from '@parta/contracts/values/page-seq';
import type { TableModel } from '@parta/contracts/values/table-model';
import type { Component } from '@parta/testkit/component';
import { classTeacherOf, directorOf, followJob, startReporting } from './reporting-component.ts';
import { grade, type SmallSchool, smallSchool } from './small-school.ts';

let reporting: Component;
beforeAll(async () => {
  reporting = await startReporting();
});
afterAll(async () => {
  await reporting[Symbol.asyncDispose]();
});

const linesOf = (table: TableModel): string[] =>
  table.rows.map(({ cells }) =>
    cells.map((cell) => (typeof cell === 'object' ? (cell?.text ?? '') : String(cell))).join('|'),
  );
const sheetOf = ({ id, year }: SmallSchool) => ({ classId: id.class, year, upToPeriod: 1 });
const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
const order = (school: SmallSchool, format: 'pdf' | 'xlsx' = 'pdf') => ({
  jobId: uuidV7(),
  report: 'class-summary' as const,
  parameters: sheetOf(school),
  format,
});

async function schoolWithResults(): Promise<SmallSchool> {
  const school = smallSchool();
  const { belov, abramova, gromov, vlasova, ershov } = school.students;
  await reporting.publish([
    ...school.world,
    school.results('maths', 1, [
      [belov, grade(4)],
      [abramova, grade(5)],
      [gromov, grade(2)],
      [ershov, grade(3)],
    ]),
    school.results('maths', 2, [[vlasova, grade(4)]]),
    school.results('englishA', 1, [
      [belov, grade(5)],
      [abramova, { kind: 'not-attested' }],
    ]),
    school.results('englishB', 1, [[gromov, grade(3)]]),
  ]);
  return school;
}

test('(RPT-1) events become the sheet: subgroups in one column, the left one in place with the order, what is missing named', async () => {
  const school = await schoolWithResults();
  const table = await reporting
    .as(reportsContract, classTeacherOf(school))
    .previewReport({ params: { report: 'class-summary' }, query: sheetOf(school) });
  expect(linesOf(table)).toEqual([
    '1|Абрамова Анна Ивановна|5|·|·|·|·|·|·|н/а|·|·|·|·|·|·|',
    '2|Белов Анна Ивановна|4|·|·|·|·|·|·|5|·|·|·|·|·|·|',
    '3|Власова Анна Ивановна|4|·|·|·|·|·|·|—|·|·|·|·|·|·|',
    '4|Громов Анна Ивановна|2|·|·|·|·|·|·|3|·|·|·|·|·|·|',
    '|Ершов Анна Ивановна|3|·|·|·|×|×|×|×|·|·|·|×|×|×|',
    `|выбыл ${school.leftOn.split('-').reverse().join('.')}, пр. 57-у|||||||||||||||`,
  ]);
  expect(table.incomplete).toEqual(['Английский язык, I: не выставлено 1']);
  expect(table.signatures).toEqual([
    { position: 'Классный руководитель', name: 'А. И. Каримова' },
    { position: 'Заместитель директора по УВР', name: null },
    { position: 'Директор', name: 'А. И. Пшеничный' },
  ]);
});

test('(RPT-1) saves that arrive twice, late and out of order end in the newest values; a lost one shows as a gap', async () => {
  const school = smallSchool();
  const { belov, gromov } = school.students;
  const third = school.results('maths', 3, [[belov, grade(5)]]);
  await reporting.publish([...school.world, third, third]);
  await reporting.publish([
    school.results('maths', 1, [
      [belov, grade(2)],
      [gromov, grade(3)],
    ]),
  ]);
  const gaps = await reporting.database.owner('page_gap').where({ page_id: school.id.pages.maths });
  expect(gaps).toMatchObject([{ first_seq: 2, last_seq: 2 }]);
  await reporting.publish([school.results('maths', 2, [[gromov, null]])]);
  expect(await reporting.database.owner('page_gap').where({ page_id: school.id.pages.maths })).toEqual([]);
  const table = await reporting
    .as(reportsContract, directorOf(school))
    .previewReport({ params: { report: 'class-summary' }, query: sheetOf(school) });
  expect(linesOf(table)[1]).toMatch(/^2\|Белов[^|]*\|5\|/);
  expect(linesOf(table)[3]).toMatch(/^4\|Громов[^|]*\|—\|/);
});

test('(RPT-1) the copy of a page holds the newest of each cell, emptied ones too, and after a restore what the journal has', async () => {
  const school = smallSchool();
  const { belov, gromov } = school.students;
  const pageId = school.id.pages.maths;
  const [lessonId, workId, date] = [uuidV7(), uuidV7(), school.leftOn];
  const missed = (studentId: string, after: 'ill' | 'late' | null) => ({
    lessonId,
    studentId,
    date,
    before: null,
    after,
  });
  const mark = (studentId: string, value: number | null) => ({
    ...{ lessonId, workId, studentId, date, workTitle: 'Тест "1, 2"', before: null },
    after: value === null ? null : ({ kind: 'grade', value } as const),
  });
  const held = async (table: 'mark' | 'attendance'): Promise<unknown> =>
    reporting.database
      .owner(table)
      .where({ page_id: pageId })
      .orderBy('version')
      .select('student_id', 'version', 'date', table === 'mark' ? 'mark' : 'code');

  await reporting.publish([
    school.save('maths', 3, { marks: [mark(belov, null)], attendance: [missed(belov, null)] }),
    school.save('maths', 2, {
      marks: [mark(gromov, 4), mark(belov, 2)],
      attendance: [missed(belov, 'ill'), missed(gromov, 'late')],
    }),
  ]);
  expect(await held('mark')).toEqual([
    { student_id: gromov, version: 2, date, mark: { kind: 'grade', value: 4 } },
    { student_id: belov, version: 3, date, mark: null },
  ]);
  expect(await held('attendance')).toEqual([
    { student_id: gromov, version: 2, date, code: 'late' },
    { student_id: belov, version: 3, date, code: null },
  ]);
  const gaps = reporting.database.owner('page_gap').where({ page_id: pageId }).select('first_seq', 'last_seq');
  expect(await gaps).toEqual([{ first_seq: 1, last_seq: 1 }]);

  const seq = SEQ_LIFT;
  await reporting.publish([
    pageRestoredV1.of(
      { institutionId: school.id.institution, root: pageId, key: pageId, version: seq },
      {
        ...{ pageId, year: school.year, subjectId: school.id.maths, seq, after: 1, head: 'restored', last: true },
        at: new Date().toISOString(),
        marks: [{ studentId: belov, workId, date, mark: { kind: 'pass', passed: true } }],
        attendance: [{ studentId: gromov, lessonId, date, code: 'ill' }],
        results: [],
      },
    ),
  ]);
  expect(await held('mark')).toEqual([{ student_id: belov, version: seq, date, mark: { kind: 'pass', passed: true } }]);
  expect(await held('attendance')).toEqual([{ student_id: gromov, version: seq, date, code: 'ill' }]);
  expect(await gaps.clone()).toEqual([]);
  expect(await reporting.database.owner('page_seq').where({ page_id: pageId })).toMatchObject([
    { seq, head: 'restored' },
  ]);
});

test('(RPT-1, RPT-4) preview, queue, progress, PDF from the archive, genuine; one changed byte is not', async () => {
  const school = await schoolWithResults();
  const client = reporting.as(reportsContract, classTeacherOf(school));
  const wanted = order(school);
  const queued = await client.makeReport({ body: wanted });
  expect(queued).toMatchObject({ jobId: wanted.jobId, state: 'queued' });
  expect(await client.makeReport({ body: wanted })).toMatchObject({ jobId: wanted.jobId });

  expect((await followJob(reporting, classTeacherOf(school), wanted.jobId)).at(-1)).toBe('done');
  const job = await client.getJob({ params: { jobId: wanted.jobId } });
  expect(job).toMatchObject({ state: 'done', progress: 1 });
  const { archive } = await client.listArchive();
  expect(archive).toMatchObject([{ archiveId: job.archiveId, madeBy: 'Каримова А. И.', format: 'pdf' }]);

  const file = await client.downloadReport({ params: { archiveId: job.archiveId ?? '' } });
  expect(file.contentType).toBe('application/pdf');
  expect(file.fileName).toMatch(/^Сводная ведомость 5Б .*\.pdf$/);
  expect(Buffer.from(file.bytes.slice(0, 5)).toString()).toBe('%PDF-');
  expect(file.bytes.length).toBeGreaterThan(10_000);
  expect(Buffer.from(file.bytes).toString('latin1')).toContain('/StructTreeRoot');

  const checks = reporting.as(checksContract);
  const code = archive[0]?.checkCode ?? '';
  const paper = await checks.getCheck({ params: { code } });
  expect(paper).toMatchObject({ institution: 'Средняя школа № 12', state: 'valid', sha256: sha256(file.bytes) });
  expect(paper.title).not.toMatch(/Белов|Абрамова/);
  expect(await checks.checkFile({ params: { code }, body: { sha256: sha256(file.bytes) } })).toEqual({ genuine: true });
  const changed = Uint8Array.from(file.bytes);
  changed[1000] = (changed[1000] ?? 0) ^ 1;
  expect(await checks.checkFile({ params: { code }, body: { sha256: sha256(changed) } })).toEqual({ genuine: false });
  await expect(checks.getCheck({ params: { code: 'AAAA-AAAA-AAAA' } })).rejects.toThrow('404 code-unknown');
});

test('(RPT-1, R-81.5) XLSX holds numbers, a frozen head, key and parameters; a later edition replaces the first', async () => {
  const school = await schoolWithResults();
  const client = reporting.as(reportsContract, directorOf(school));
  const actor = { ...directorOf(school), userId: uuidV7() };
  const own = reporting.as(reportsContract, actor);
  const orders = [order(school, 'xlsx'), order(school, 'xlsx')];
  for (const wanted of orders) {
    await own.makeReport({ body: wanted });
    await followJob(reporting, actor, wanted.jobId);
  }
  const { archive } = await client.listArchive();
  expect(archive).toHaveLength(2);
  const states = await Promise.all(
    archive.map(({ checkCode }) => reporting.as(checksContract).getCheck({ params: { code: checkCode } })),
  );
  expect(states.map((paper) => paper.state)).toEqual(['valid', 'replaced']);

  const file = await client.downloadReport({ params: { archiveId: archive[1]?.archiveId ?? '' } });
  const book = new ExcelJS.Workbook();
  await book.xlsx.load(Buffer.from(file.bytes).buffer);
  const sheet = book.worksheets[0];
  const values = sheet?.getRow(9).values;
  expect(values).toEqual([
    undefined,
    1,
    'Абрамова Анна Ивановна',
    5,
    '·',
    '·',
    '·',
    '·',
    '·',
    '·',
    'н/а',
    '·',
    '·',
    '·',
    '·',
    '·',
    '·',
  ]);
  expect(sheet?.views[0]).toMatchObject({ state: 'frozen', xSplit: 2 });
  expect(book.subject).toBe('class-summary');
  expect(JSON.parse(book.keywords)).toMatchObject({ classId: school.id.class, upToPeriod: 1, edition: 1 });
});

test('(RPT-1) another class, another institution and a missing one answer alike; other people’s jobs too', async () => {
  const school = await schoolWithResults();
  const stranger = smallSchool();
  await reporting.publish(stranger.world);
  const client = reporting.as(reportsContract, classTeacherOf(school));
  const preview = (classId: string, by = client) =>
    by.previewReport({ params: { report: 'class-summary' }, query: { classId, year: school.year } });
  await expect(preview(school.id.otherClass)).rejects.toThrow('404 class-not-found');
  await expect(preview(stranger.id.class)).rejects.toThrow('404 class-not-found');
  await expect(preview(uuidV7())).rejects.toThrow('404 class-not-found');
  const colleague = reporting.as(reportsContract, { institutionId: school.id.institution, roles: ['teacher'] });
  await expect(preview(school.id.class, colleague)).rejects.toThrow('404 class-not-found');
  expect((await colleague.listReports()).classes).toEqual([]);
  expect((await client.listReports()).classes.map((row) => row.name)).toEqual(['5Б']);

  const wanted = order(school, 'xlsx');
  await client.makeReport({ body: wanted });
  await expect(client.makeReport({ body: { ...wanted, format: 'pdf' } })).rejects.toThrow('409 id-taken');
  await followJob(reporting, classTeacherOf(school), wanted.jobId);
  const { archive } = await client.listArchive();
  const archiveId = archive[0]?.archiveId ?? '';
  await expect(colleague.getJob({ params: { jobId: wanted.jobId } })).rejects.toThrow('404 job-not-found');
  await expect(colleague.downloadReport({ params: { archiveId } })).rejects.toThrow('404 report-not-found');
  const abroad = reporting.as(reportsContract, directorOf(stranger));
  await expect(abroad.downloadReport({ params: { archiveId } })).rejects.toThrow('404 report-not-found');
  expect((await abroad.listArchive()).archive).toEqual([]);
});

test('(RPT-1) who may read but not make is refused before anything is read', async () => {
  const school = smallSchool();
  const administrator = reporting.as(reportsContract, {
    institutionId: school.id.institution,
    roles: ['administrator'],
  });
  await expect(administrator.makeReport({ body: order(school) })).rejects.toThrow('403 permission-missing');
  const student = reporting.as(reportsContract, { institutionId: school.id.institution, roles: ['student'] });
  await expect(student.listReports()).rejects.toThrow('403 permission-missing');
});
