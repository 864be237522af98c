import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, KeyInput, Page } from 'puppeteer';
import { extractText, getDocumentProxy } from 'unpdf';
import { accountsContract } from '@parta/contracts/http/identity/accounts';
import { reportsContract } from '@parta/contracts/http/reporting/reports';
import { signIn, type SeedPerson, untilKnown } from '@parta/local/seed/seed-person';
import { launchBrowser, openPerson, seeText, signInByPage } from '@parta/testkit/browser';
import { eventually } from '@parta/testkit/eventually';
import {
  asPerson,
  checkOnPage,
  type College,
  fillGroup,
  type GroupMembers,
  importCollege,
  pageOf,
  setResults,
  weekOf,
} from './setup/college.ts';
import { makeInstitution, password } from './setup/small-school.ts';
import { type ReachablePlatform, reachPlatform } from './setup/start-test-platform.ts';

/** One school day of a college, through the browser and the whole stack; each step goes on from the one before. */
describe('from the timetable file to the paper', () => {
  let test: ReachablePlatform;
  let browser: Browser;
  let college: College;
  let members: GroupMembers;
  let teacher: SeedPerson;
  let teacherPage: Page;

  beforeAll(async () => {
    [test, browser] = await Promise.all([reachPlatform(), launchBrowser()]);
  });
  afterAll(async () => {
    await browser.close();
    await test[Symbol.asyncDispose]();
  });

  it('the administrator takes the college’s file over in the browser (CUR-4, CUR-7)', async () => {
    const made = await makeInstitution(test.url, test.bootstrap, 'college');
    const page = await openPerson(browser, 'desktop');
    await signInByPage(page, test.url, made.login, password);
    college = await importCollege(page, test.url, made);
    expect(college.teachingGroups).toBeGreaterThan(3);
    await page.close();
  });

  it('a teacher opens the account with a one-time code (CNT-4, CNT-9, IAM-6, R-91.2)', async () => {
    members = await fillGroup(college);
    const accounts = college.administrator.client('identity', accountsContract);
    const { code, login } = await untilKnown(() => accounts.issueCode({ params: { personId: college.teacherId } }));
    teacherPage = await openPerson(browser, 'desktop');
    await giveCode(teacherPage, code);
    await teacherPage.waitForSelector('input[autocomplete="new-password"]');
    await teacherPage.type('input[autocomplete="new-password"]', password);
    await Promise.all([
      teacherPage.waitForFunction(() => !location.pathname.startsWith('/activation')),
      teacherPage.click('button[type="submit"]'),
    ]);
    await seeText(teacherPage, 'Журнал');
    teacher = await signIn(test.url, login, password);

    const somebodyElse = await openPerson(browser, 'phone');
    await giveCode(somebodyElse, code);
    await seeText(somebodyElse, 'уже использован');
    await somebodyElse.close();
  });

  async function giveCode(page: Page, code: string): Promise<void> {
    await page.goto(`${test.url}/activation`, { waitUntil: 'networkidle2' });
    await page.waitForSelector('input[name="code"]');
    await page.type('input[name="code"]', code);
    await page.click('button[type="submit"]');
  }

  it('a column typed by keyboard reaches the open diary and the bell without reload (JRN-1, JRN-3, JRN-9, NTF-2)', async () => {
    const before = await pageOf(teacher, college);
    const [student, guardian] = [await openPerson(browser, 'phone'), await openPerson(browser, 'phone')];
    await signInByPage(student, test.url, members.student.login, password);
    await student.goto(`${test.url}/diary?week=${weekOf(before)}`, { waitUntil: 'networkidle2' });
    await seeText(student, college.subjectName);
    await signInByPage(guardian, test.url, members.guardian.login, password);
    const bell = await textOfBell(guardian);

    await teacherPage.goto(`${test.url}/journal/${college.pageId}`, { waitUntil: 'networkidle2' });
    await (await teacherPage.waitForSelector('[role="grid"]'))?.focus();
    const column = [5, 4, 3, 5, 4];
    for (const mark of column) {
      await teacherPage.keyboard.press(`Digit${mark}` as KeyInput);
      await teacherPage.keyboard.press('Enter');
    }
    const page = await eventually(async () => {
      const now = await pageOf(teacher, college);
      if (now.marks.length < column.length) throw new Error(`${now.marks.length} marks are saved`);
      return now;
    });
    await seeText(teacherPage, 'Сохранено');
    const byStudent = page.students.map(
      ({ studentId }) => page.marks.find((each) => each.studentId === studentId)?.mark,
    );
    expect(byStudent.slice(0, column.length)).toEqual(column.map((value) => ({ kind: 'grade', value })));

    await seeText(student, 'новая запись');
    await guardian.waitForFunction(
      (was) => {
        const now = [...document.querySelectorAll('nav a, header button, header a')]
          .map((each) => each.textContent)
          .join('|');
        return now !== was;
      },
      {},
      bell,
    );
    await guardian.goto(`${test.url}/diary/inbox`, { waitUntil: 'networkidle2' });
    await seeText(guardian, college.subjectName);
    await Promise.all([student.close(), guardian.close()]);
  });

  const textOfBell = (page: Page): Promise<string> =>
    page.evaluate(() =>
      [...document.querySelectorAll('nav a, header button, header a')].map((each) => each.textContent).join('|'),
    );

  it('the curator makes the summary sheet; the check page knows it and refuses one changed byte (RPT-1, RPT-3, RPT-4)', async () => {
    const names = await setResults(teacher, college);
    const curator = await asPerson(college, college.curator);
    const reports = curator.client('reporting', reportsContract);
    const parameters = { classId: college.classId, year: college.year };
    await eventually(async () => {
      const { rows } = await reports.previewReport({ params: { report: 'class-summary' }, query: parameters });
      const shown = JSON.stringify(rows);
      const grades = rows
        .flatMap((row) => row.cells)
        .filter((cell) => [3, 4, 5].some((grade) => cell === grade || cell === `${grade}`));
      if (!names.every((name) => shown.includes(name)) || grades.length < names.length)
        throw new Error(`the results have not arrived: ${shown.slice(0, 500)}`);
    });

    const page = await openPerson(browser, 'desktop');
    await signInByPage(page, test.url, college.curator.login, password);
    await page.goto(`${test.url}/reports?report=class-summary&class=${college.classId}`, { waitUntil: 'networkidle2' });
    await seeText(page, names[0] ?? '');
    const button = await page.waitForSelector('::-p-xpath(//button[normalize-space()="PDF"])');
    await button?.click();
    const { archived, bytes } = await eventually(async () => {
      const [newest] = (await reports.listArchive()).archive;
      if (!newest || newest.format !== 'pdf') throw new Error('nothing in the archive yet');
      return {
        archived: newest,
        bytes: (await reports.downloadReport({ params: { archiveId: newest.archiveId } })).bytes,
      };
    });
    const { text } = await extractText(await getDocumentProxy(new Uint8Array(bytes)), { mergePages: true });
    for (const name of names) expect(text).toContain(name);
    expect(text).toMatch(/[Сс]водная ведомость/);
    expect(text.match(/\b[345]\b/g)?.length ?? 0).toBeGreaterThanOrEqual(names.length);

    const address = `${test.url}/check/${archived.checkCode}`;
    await checkOnPage(browser, address, bytes, 'Документ подлинный');
    const forged = new Uint8Array(bytes);
    forged[forged.length >> 1] = (forged[forged.length >> 1] ?? 0) ^ 1;
    await checkOnPage(browser, address, forged, 'не совпадает с архивным');
  });
});
