import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'puppeteer';
import { readParta, runningStart } from '@parta/local/local-files';
import { localFolder } from '@parta/local/repository-folder';
import { say, step } from '@parta/local/say';
import { launchBrowser } from '@parta/testkit/browser';
import { type Machine, machineOf, machineText } from '../machine.ts';
import { type Figure, resultTable, verdictOf } from '../result-table.ts';
import { median, percentile } from '../statistics.ts';
import { keyToPaint, scrollFrames } from './grid-figures.ts';
import { findLargestPage } from './largest-page.ts';
import { interactionMs, openSlowly, type Visit, type Weight } from './slow-visit.ts';

const runs = 3;
const resultFile = join(localFolder, 'bench/pages.json');

interface PageBench {
  readonly name: string;
  readonly visit: Visit;
  readonly goals: { readonly largestPaintMs: number; readonly scriptKb: number };
  /** What a person does first: its time from event to paint, in ms. */
  readonly interact?: (page: Page) => Promise<void>;
}
const lightGoals = { largestPaintMs: 1800, scriptKb: 150 };

/** Weight and speed of the pages that decide, on the platform that runs here, against the goals. */
export async function benchPages(): Promise<void> {
  if (runningStart() === undefined)
    throw new Error('Parta does not run here: npm start, and this in a second terminal');
  const { url, accounts } = readParta();
  const student = accounts.find(({ role }) => role === 'student');
  if (!student) throw new Error('there is no demo student on this platform');
  await using browser = await disposable(launchBrowser());
  const machine = await machineOf(browser.browser);
  say(machineText(machine));
  say(
    'CPU 4 × slower, slow 4G (1.6 Mbit/s, 150 ms), nothing cached, median of 3. Other work on this machine makes it noisier.',
  );
  const figures: Figure[] = [];
  for (const bench of [signInBench, diaryBench({ login: student.login, password: student.password })]) {
    figures.push(...(await step(bench.name, () => measure(browser.browser, url, bench))));
  }
  const largest = await step('looking for the largest page', () => findLargestPage(url, accounts));
  const size = `${largest.name}: ${largest.students} × ${largest.columns}`;
  figures.push(...(await step(`journal page (${size})`, () => measure(browser.browser, url, journalBench(largest)))));
  figures.push(...(await step('keys and scrolling', () => measureGrid(browser.browser, url, journalBench(largest)))));
  say('');
  for (const row of resultTable(figures)) say(row);
  keep({ measuredAt: new Date().toISOString(), machine, journalPage: size, figures });
}

const signInBench: PageBench = {
  name: 'sign-in',
  visit: { path: '/sign-in', size: 'phone', sees: 'input[name="password"]' },
  goals: lightGoals,
  interact: (page) => page.type('input[name="username"]', 'а'),
};

const diaryBench = (who: NonNullable<Visit['who']>): PageBench => ({
  name: 'diary',
  visit: { path: '/diary', size: 'phone', who, sees: 'section[data-date]' },
  goals: lightGoals,
  interact: async (page) => {
    // the week before and the week after
    const weeks = await page.$$('a[href*="week="]');
    await weeks.at(-1)?.click();
  },
});

const journalBench = ({ account, pageId }: Awaited<ReturnType<typeof findLargestPage>>): PageBench => ({
  name: 'journal page',
  visit: { path: `/journal/${pageId}`, size: 'desktop', who: account, sees: 'td[id^="cell-"]' },
  goals: { largestPaintMs: 3000, scriptKb: 320 },
});

async function measure(browser: Browser, url: string, bench: PageBench): Promise<readonly Figure[]> {
  const weights: Weight[] = [];
  const interactions: number[] = [];
  for (let run = 0; run < runs; run++) {
    await using visit = await openSlowly(browser, url, bench.visit);
    weights.push(visit.weight);
    const { interact } = bench;
    if (interact) interactions.push(await interactionMs(visit.page, () => interact(visit.page)));
  }
  const { name: page, goals } = bench;
  const middle = (of: (weight: Weight) => number): number => median(weights.map(of));
  return [
    { page, what: 'largest paint', unit: 'ms', goal: goals.largestPaintMs, value: middle((one) => one.largestPaintMs) },
    { page, what: 'layout shift', unit: '', goal: 0.05, value: middle((one) => one.layoutShift) },
    { page, what: 'JavaScript', unit: 'KB', goal: goals.scriptKb, value: middle((one) => one.scriptBytes / 1024) },
    ...(bench.interact
      ? [{ page, what: 'interaction', unit: 'ms' as const, goal: 100, value: median(interactions) }]
      : []),
  ];
}

/** Keys are real entries: they are saved and undone again. */
async function measureGrid(
  browser: Browser,
  url: string,
  { name: page, visit }: PageBench,
): Promise<readonly Figure[]> {
  await using opened = await openSlowly(browser, url, visit);
  const keys = await keyToPaint(opened.page);
  const frames = await scrollFrames(opened.page);
  const figure = (what: string, goal: number | null, value: number): Figure => ({
    page,
    what,
    unit: 'ms',
    goal,
    value,
  });
  return [
    figure('key to paint, median', 50, median(keys)),
    figure('key to paint, p95', 50, percentile(keys, 0.95)),
    // 60 frames a second
    figure('frame in scrolling, median', 17, median(frames)),
    figure('frame in scrolling, p95', null, percentile(frames, 0.95)),
  ];
}

interface Result {
  readonly measuredAt: string;
  readonly machine: Machine;
  readonly journalPage: string;
  readonly figures: readonly Figure[];
}

function keep(result: Result): void {
  mkdirSync(join(localFolder, 'bench'), { recursive: true });
  const figures = result.figures.map((figure) => ({
    ...figure,
    value: Number.isNaN(figure.value) ? null : Number(figure.value.toFixed(4)),
    verdict: verdictOf(figure),
  }));
  writeFileSync(resultFile, `${JSON.stringify({ ...result, figures }, null, 2)}\n`);
  say(`\n${resultFile}`);
}

async function disposable(browser: Promise<Browser>): Promise<{ readonly browser: Browser } & AsyncDisposable> {
  const launched = await browser;
  return { browser: launched, [Symbol.asyncDispose]: () => launched.close() };
}
