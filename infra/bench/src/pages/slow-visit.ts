import type { Browser, CDPSession, Page } from 'puppeteer';
import { openPerson, type sizes } from '@parta/testkit/browser';
import { layoutShiftScore, type Shift } from './layout-shift.ts';

/** Slow 4G as web.dev measures it, in bytes a second and ms; and a CPU four times slower. */
const line = { downloadThroughput: 1_600_000 / 8, uploadThroughput: 750_000 / 8, latency: 150 };
const cpuSlowdown = 4;
/** Nothing has been painted or moved for so long: the page is finished. */
const calmMs = 1500;

export interface Login {
  readonly login: string;
  readonly password: string;
}

export interface Visit {
  readonly path: string;
  readonly size: keyof typeof sizes;
  /** Undefined: nobody is signed in. */
  readonly who?: Login;
  /** There when the page shows what it is for. */
  readonly sees: string;
}

export interface Weight {
  readonly largestPaintMs: number;
  readonly layoutShift: number;
  /** Bytes of scripts as they came over the line, gzip, headers too. */
  readonly scriptBytes: number;
}

export interface OpenVisit extends AsyncDisposable {
  readonly page: Page;
  readonly weight: Weight;
}

interface Watched {
  largestPaint: number;
  readonly shifts: Shift[];
  readonly interactions: number[];
  lastAt: number;
}
declare global {
  var partaWatched: Watched;
}

/** Opens a page as on the first visit of an old machine with a slow line: nothing in the cache. */
export async function openSlowly(browser: Browser, url: string, visit: Visit): Promise<OpenVisit> {
  const page = await openPerson(browser, visit.size);
  const context = page.browserContext();
  // a picture has the address of the pages and none of their scripts
  if (visit.who) await signInBehind(page, url, visit.who);
  const session = await page.createCDPSession();
  const scripts = await countScripts(session);
  await slowDown(session);
  await page.evaluateOnNewDocument(watch);
  await page.goto(url + visit.path, { waitUntil: 'domcontentloaded', timeout: 60_000 });
  await page.waitForSelector(visit.sees, { timeout: 60_000 }).catch(async (cause: unknown) => {
    const shown = await page.evaluate(() => document.body.innerText.slice(0, 300));
    throw new Error(`${visit.sees} is not on ${page.url()}, which shows:\n${shown}`, { cause });
  });
  const watched = await whenCalm(page);
  const weight = {
    largestPaintMs: watched.largestPaint,
    layoutShift: layoutShiftScore(watched.shifts),
    scriptBytes: scripts(),
  };
  return { page, weight, [Symbol.asyncDispose]: () => context.close() };
}

async function signInBehind(page: Page, url: string, { login, password }: Login): Promise<void> {
  await page.goto(`${url}/icon.svg`);
  const status = await page.evaluate(async (body) => {
    const headers = { 'content-type': 'application/json' };
    return (await fetch('/api/identity/sessions', { method: 'POST', headers, body })).status;
  }, JSON.stringify({ login, password }));
  if (status !== 200) throw new Error(`${login} could not sign in: ${status}`);
}

async function slowDown(session: CDPSession): Promise<void> {
  await session.send('Network.clearBrowserCache');
  // the goals are in gzip; a browser of this machine would be given brotli
  await session.send('Network.setExtraHTTPHeaders', { headers: { 'accept-encoding': 'gzip' } });
  await session.send('Network.emulateNetworkConditions', { offline: false, ...line });
  await session.send('Emulation.setCPUThrottlingRate', { rate: cpuSlowdown });
}

async function countScripts(session: CDPSession): Promise<() => number> {
  await session.send('Network.enable');
  const scripts = new Set<string>();
  let bytes = 0;
  session.on('Network.responseReceived', ({ requestId, type, response }) => {
    if (type === 'Script' || /\bjavascript\b/.test(response.mimeType)) scripts.add(requestId);
  });
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    if (scripts.has(requestId)) bytes += encodedDataLength;
  });
  return () => bytes;
}

/** Runs in the page before its own scripts. */
function watch(): void {
  const watched: Watched = { largestPaint: Number.NaN, shifts: [], interactions: [], lastAt: 0 };
  globalThis.partaWatched = watched;
  const observe = (options: PerformanceObserverInit & { durationThreshold?: number }, take: (entry: never) => void) =>
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) take(entry as never);
    }).observe(options);
  observe({ type: 'largest-contentful-paint', buffered: true }, (entry: PerformanceEntry) => {
    watched.largestPaint = entry.startTime;
    watched.lastAt = performance.now();
  });
  observe(
    { type: 'layout-shift', buffered: true },
    (entry: PerformanceEntry & { value: number; hadRecentInput: boolean }) => {
      if (!entry.hadRecentInput) watched.shifts.push({ at: entry.startTime, value: entry.value });
      watched.lastAt = performance.now();
    },
  );
  observe({ type: 'event', durationThreshold: 16 }, (entry: PerformanceEventTiming) => {
    if (entry.interactionId > 0) watched.interactions.push(entry.duration);
  });
}

async function whenCalm(page: Page): Promise<Watched> {
  await page.waitForNetworkIdle({ idleTime: calmMs, concurrency: 2, timeout: 60_000 });
  await page.waitForFunction((calm) => performance.now() - globalThis.partaWatched.lastAt > calm, {}, calmMs);
  return page.evaluate(() => globalThis.partaWatched);
}

/** The browser's own figure, event to next paint, of what `act` does; it is not told below 16 ms, which then is the answer. */
export async function interactionMs(page: Page, act: () => Promise<void>): Promise<number> {
  await page.evaluate(() => void globalThis.partaWatched.interactions.splice(0));
  await act();
  await page.waitForNetworkIdle({ idleTime: 300, concurrency: 2 });
  return Math.max(16, ...(await page.evaluate(() => globalThis.partaWatched.interactions)));
}
