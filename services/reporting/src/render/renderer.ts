import puppeteer, { type Browser, type HTTPRequest } from 'puppeteer';
import type { Log } from '@parta/chassis/log';
import { unavailable } from '@parta/chassis/errors';

/** Prints a page of HTML to a tagged PDF. @throws DomainError `not-rendered` after the time limit, or when the browser died */
export interface Renderer {
  print(markup: string): Promise<Uint8Array>;
  close(): Promise<void>;
}

interface RendererOptions {
  readonly executablePath: () => Promise<string>;
  readonly log: Log;
  readonly timeoutMs?: number;
  readonly pagesPerBrowser?: number;
  readonly browserLifeMs?: number;
}

interface RunningBrowser {
  readonly browser: Browser;
  readonly since: number;
  pages: number;
  busy: number;
}

const MINUTE_MS = 60_000;

/** One browser for all pages, exchanged for a fresh one after 200 pages or 30 minutes; the old one ends with its last page. */
export function buildRenderer(options: RendererOptions): Renderer {
  const { pagesPerBrowser = 200, browserLifeMs = 30 * MINUTE_MS, timeoutMs = MINUTE_MS, log } = options;
  let current: Promise<RunningBrowser> | undefined;

  const isWorn = ({ browser, since, pages }: RunningBrowser): boolean =>
    !browser.connected || pages >= pagesPerBrowser || performance.now() - since >= browserLifeMs;
  const launch = async (): Promise<RunningBrowser> => ({
    browser: await launchBrowser(await options.executablePath()),
    since: performance.now(),
    pages: 0,
    busy: 0,
  });
  const retire = async (running: RunningBrowser): Promise<void> => {
    if (running.busy === 0) await running.browser.close().catch(() => kill(running.browser));
  };
  const take = async (): Promise<RunningBrowser> => {
    const before = current;
    const running = await (current ??= launch());
    if (!isWorn(running)) return running;
    if (current === before || current === undefined) {
      current = launch();
      log.info({ pages: running.pages }, 'browser exchanged');
      await retire(running);
    }
    return current;
  };

  return {
    print: async (markup) => {
      const running = await take().catch((error: unknown) => {
        current = undefined;
        throw unavailable('not-rendered', error);
      });
      running.pages += 1;
      running.busy += 1;
      try {
        return await withinTime(printPage(running.browser, markup), timeoutMs, () => kill(running.browser));
      } finally {
        running.busy -= 1;
        if ((await current) !== running) await retire(running);
      }
    },
    close: async () => {
      const running = await current?.catch(() => undefined);
      current = undefined;
      await running?.browser.close().catch(() => kill(running.browser));
    },
  };
}

/** No network: every request is denied, and were one let through, there would be neither a route nor a name. */
const launchBrowser = (executablePath: string): Promise<Browser> =>
  puppeteer.launch({
    executablePath,
    headless: 'shell',
    args: [
      '--no-sandbox',
      '--disable-dev-shm-usage',
      '--disable-gpu',
      '--font-render-hinting=none',
      '--proxy-server=127.0.0.1:9',
      '--proxy-bypass-list=<-loopback>',
      '--host-resolver-rules=MAP * ~NOTFOUND',
    ],
    // the service ends it in order; a signal must not take the browser from under a page
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
  });

async function printPage(browser: Browser, markup: string): Promise<Uint8Array> {
  const context = await browser.createBrowserContext();
  try {
    const tab = await context.newPage();
    await tab.setJavaScriptEnabled(false);
    await tab.setRequestInterception(true);
    tab.on('request', (request) => void answerRequest(request));
    await tab.setContent(markup, { waitUntil: 'load' });
    return await tab.pdf({ preferCSSPageSize: true, printBackground: true, tagged: true, waitForFonts: true });
  } finally {
    await context.close().catch(() => undefined);
  }
}

const answerRequest = (request: HTTPRequest): Promise<void> =>
  (isInside(request.url()) ? request.continue() : request.abort('accessdenied')).catch(() => undefined);

const isInside = (url: string): boolean => url.startsWith('data:') || url === 'about:blank';

async function withinTime<T>(work: Promise<T>, timeoutMs: number, onTimeout: () => void): Promise<T> {
  const { promise: late, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => {
    onTimeout();
    reject(unavailable('not-rendered'));
  }, timeoutMs);
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** A page that hangs hangs the whole browser; only its process can be ended. */
function kill(browser: Browser): void {
  const pid = browser.process()?.pid;
  if (pid === undefined) return;
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // it has ended by itself
  }
}
