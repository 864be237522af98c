import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type axe from 'axe-core';
import type { Browser, Page } from 'puppeteer';
import { reportsContract } from '@parta/contracts/http/reporting/reports';
import { uuidV7 } from '@parta/contracts/kernel/uuid';
import { buildUi, isUiStale } from '@parta/local/build-ui';
import { untilKnown } from '@parta/local/seed/seed-person';
import { launchBrowser, openPerson, sizes } from '@parta/testkit/browser';
import { eventually } from '@parta/testkit/eventually';
import { makeSmallSchool, type SmallSchool } from './setup/small-school.ts';
import { startTestPlatform, type TestPlatform } from './setup/start-test-platform.ts';

type Somebody = 'teacher' | 'classTeacher' | 'administrator' | 'student' | 'guardian';
type Size = keyof typeof sizes;

interface PageCase {
  readonly name: string;
  /** Undefined: nobody is signed in. */
  readonly who?: Somebody;
  /** `:pageId`, `:classId`, `:studentId` and `:checkCode` stand for the school's own. */
  readonly path: string;
  /** There when the page shows what it is for. */
  readonly sees: string;
}

const cases: readonly PageCase[] = [
  { name: 'sign-in', path: '/sign-in', sees: 'input[name="password"]' },
  { name: 'activation', path: '/activation', sees: 'form input' },
  { name: 'check', path: '/check/:checkCode', sees: 'dl' },
  { name: 'day', who: 'teacher', path: '/day', sees: 'h1' },
  { name: 'journal list', who: 'teacher', path: '/journal', sees: 'a[href^="/journal/"]' },
  // on a phone a lesson at a time; the whole table on wish
  { name: 'journal page', who: 'teacher', path: '/journal/:pageId', sees: 'td[id^="cell-"], #phone-list li' },
  { name: 'journal table', who: 'teacher', path: '/journal/:pageId?panel=grid', sees: 'td[id^="cell-"]' },
  { name: 'journal lesson', who: 'teacher', path: '/journal/:pageId?panel=open', sees: 'main textarea' },
  { name: 'timetable', who: 'teacher', path: '/timetable', sees: 'main table, main ol' },
  { name: 'reports', who: 'classTeacher', path: '/reports?report=class-summary&class=:classId', sees: 'main table' },
  { name: 'classes', who: 'administrator', path: '/classes', sees: 'a[href*="/classes/"]' },
  { name: 'class', who: 'administrator', path: '/classes/:classId', sees: 'a[href*="/people/"]' },
  { name: 'person', who: 'administrator', path: '/people/:studentId', sees: 'main h1' },
  { name: 'list import', who: 'administrator', path: '/imports?class=:classId', sees: 'main input[type="file"]' },
  { name: 'timetable import', who: 'administrator', path: '/timetable-import', sees: 'main input[type="file"]' },
  { name: 'diary', who: 'student', path: '/diary', sees: 'section[data-date] article' },
  { name: 'diary subjects', who: 'student', path: '/diary/subjects', sees: 'main h1' },
  { name: 'diary inbox', who: 'guardian', path: '/diary/inbox', sees: 'main h1' },
  { name: 'diary more', who: 'guardian', path: '/diary/more', sees: 'main h1' },
];
const everyView = cases.flatMap((one) =>
  (['desktop', 'phone'] as const).map((size): [string, Size, PageCase] => [one.name, size, one]),
);

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
/** Of everybody in a small school. */
const password = 'Проверка-2026';
const levels = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

describe('pages in a browser', () => {
  let test: TestPlatform;
  let school: SmallSchool;
  let browser: Browser;
  let checkCode: string;
  const views = new Map<string, Promise<OwnView>>();

  beforeAll(async () => {
    if (isUiStale()) await buildForProduction();
    [test, browser] = await Promise.all([startTestPlatform(), launchBrowser()]);
    school = await makeSmallSchool(test.url, test.platform.bootstrap);
    checkCode = await makeReport(school);
  });
  afterAll(async () => {
    await browser.close();
    await test[Symbol.asyncDispose]();
  });

  /** One browser a person and size, signed in once. */
  function viewOf(who: Somebody | undefined, size: Size): Promise<OwnView> {
    const key = `${who} ${size}`;
    const view = views.get(key) ?? openView(browser, test.url, { login: who && school[who].session.user.login, size });
    views.set(key, view);
    return view;
  }

  const addressOf = (path: string): string => {
    const own: Record<string, string | undefined> = { pageId: school.pageId, classId: school.classId, checkCode };
    own['studentId'] = school.studentIds[0];
    return test.url + path.replace(/:(\w+)/g, (_, name: string) => own[name] ?? name);
  };

  it.each(everyView)(
    '%s at the size of a %s shows nothing serious to axe, no errors, no sideways scroll',
    async (_name, size, { who, path, sees }) => {
      const { page, errors } = await viewOf(who, size);
      errors.length = 0;
      await page.goto(addressOf(path), { waitUntil: 'domcontentloaded' });
      await seeElement(page, sees);
      const found = [];
      for (const scheme of ['light', 'dark'] as const) {
        await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]);
        found.push(...(await seriousFindings(page)).map((finding) => `${scheme}: ${finding}`));
      }
      const widest = await page.evaluate(() => document.documentElement.scrollWidth);
      expect({ found, errors, sideways: Math.max(0, widest - sizes[size].width) }).toEqual({
        found: [],
        errors: [],
        sideways: 0,
      });
    },
  );

  it.each([
    ['diary', 'student', '/diary', 'section[data-date] article'],
    ['journal list', 'teacher', '/journal', 'a[href^="/journal/"]'],
  ] as const)(
    '%s says what is wrong while the journal is away, and goes on afterwards',
    async (_name, who, path, sees) => {
      const { page } = await openView(browser, test.url, { login: school[who].session.user.login, size: 'phone' });
      await test.platform.stopReplica('journal', 0);
      try {
        await page.goto(test.url + path, { waitUntil: 'domcontentloaded' });
        await seeElement(page, '[role="alert"] p');
        const sentence = await page.$eval('[role="alert"] p', (element) => element.textContent);
        expect(sentence).toMatch(/^[А-ЯЁ].{10,}\.$/);
        // the way on stands beside it
        expect(await page.$$('[role="alert"] button')).toHaveLength(1);
      } finally {
        await test.platform.startReplica('journal', 0);
      }
      await eventually(async () => {
        await page.click('[role="alert"] button').catch(() => undefined);
        await page.waitForSelector(sees, { timeout: 2000 });
      });
    },
  );
});

/** Jest's own environment would be taken for a wish to have React's development build. */
async function buildForProduction(): Promise<void> {
  const before = process.env['NODE_ENV'];
  process.env['NODE_ENV'] = 'production';
  await buildUi().finally(() => {
    process.env['NODE_ENV'] = before;
  });
}

interface OwnView {
  readonly page: Page;
  /** What the browser has complained about. */
  readonly errors: string[];
}

/** A window of somebody's own, signed in by the cookie that the gateway sets, without the sign-in page. */
async function openView(
  browser: Browser,
  url: string,
  { login, size }: { readonly login: string | undefined; readonly size: Size },
): Promise<OwnView> {
  const page = await openPerson(browser, size);
  const errors: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(`${message.text()} ${message.location().url ?? ''}`.trim());
  });
  page.on('pageerror', (error) => errors.push(String(error)));
  if (login === undefined) return { page, errors };
  await page.goto(`${url}/icon.svg`);
  const status = await page.evaluate(async (body) => {
    const headers = { 'content-type': 'application/json' };
    return (await fetch('/api/identity/sessions', { method: 'POST', headers, body })).status;
  }, JSON.stringify({ login, password }));
  if (status !== 200) throw new Error(`${login} could not sign in: ${status}`);
  return { page, errors };
}

/** A class sheet in the archive: the code on its paper. */
async function makeReport({ classTeacher, classId, year }: SmallSchool): Promise<string> {
  const reports = classTeacher.client('reporting', reportsContract);
  const jobId = uuidV7();
  const parameters = { classId, year };
  await untilKnown(() => reports.makeReport({ body: { jobId, report: 'class-summary', parameters, format: 'xlsx' } }));
  return eventually(async () => {
    const { archive } = await reports.listArchive({ query: { limit: 1 } });
    if (!archive[0]) throw new Error('the report is not made yet');
    return archive[0].checkCode;
  });
}

/** Waits until the page shows it and nothing is still on its way; fails with what the page shows instead. */
async function seeElement(page: Page, selector: string): Promise<void> {
  try {
    await page.waitForFunction(
      (wanted) => document.querySelector(wanted) && !document.querySelector('[class*="skeleton"]'),
      {},
      selector,
    );
    // the stream of news stays open
    await page.waitForNetworkIdle({ idleTime: 150, concurrency: 2 });
  } catch (cause) {
    const shown = await page.evaluate(() => document.body.innerText.slice(0, 800));
    throw new Error(`${selector} is not on ${page.url()}, which shows:\n${shown}`, { cause });
  }
}

/** Rule and element of everything serious or critical. */
async function seriousFindings(page: Page): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(axeSource);
  const { violations } = await page.evaluate(
    (values) =>
      (globalThis as unknown as { axe: typeof axe }).axe.run(document, {
        runOnly: { type: 'tag', values },
        resultTypes: ['violations'],
      }),
    levels,
  );
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.slice(0, 3).map(({ html }) => `${id}: ${html.slice(0, 160)}`));
}
