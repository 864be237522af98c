import { findChromium } from '@parta/local/platform/find-chromium';
import { localFolder } from '@parta/local/repository-folder';
import { unpackChromium } from '@parta/reporting/render/chromium-path';
import puppeteer, { type Browser, type Page } from 'puppeteer';
import { PATIENCE_MS } from './eventually.ts';

/** The system's Chromium, else the npm package's, unpacked once per version. */
export async function launchBrowser(): Promise<Browser> {
  const args = [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ];
  const found = findChromium();
  return puppeteer.launch({
    executablePath: found ?? (await unpackChromium(localFolder)),
    headless: found ? true : 'shell',
    args,
    // what waits inside the page is one answer of the protocol
    protocolTimeout: 2 * PATIENCE_MS,
  });
}

export const sizes = {
  desktop: { width: 1440, height: 900 },
  phone: { width: 390, height: 844, isMobile: true, hasTouch: true },
} as const;

/** A person's own browser: cookies and storage are shared with nobody. */
export async function openPerson(browser: Browser, size: keyof typeof sizes): Promise<Page> {
  const context = await browser.createBrowserContext();
  const page = await context.newPage();
  await page.setViewport(sizes[size]);
  page.setDefaultTimeout(PATIENCE_MS);
  return page;
}

export async function signInByPage(page: Page, url: string, login: string, password: string): Promise<void> {
  await page.goto(`${url}/sign-in`, { waitUntil: 'networkidle2' });
  await page.waitForSelector('input[name="username"]');
  await page.type('input[name="username"]', login);
  await page.type('input[name="password"]', password);
  await Promise.all([
    page.waitForFunction(() => !location.pathname.startsWith('/sign-in')),
    page.click('button[type="submit"]'),
  ]);
}

/** Waits until the page shows a text; fails with what it shows instead. */
export async function seeText(page: Page, text: string): Promise<void> {
  try {
    await page.waitForFunction((wanted) => document.body.innerText.includes(wanted), {}, text);
  } catch (cause) {
    const shown = await page.evaluate(() => document.body.innerText.slice(0, 1500));
    throw new Error(`«${text}» is not on ${page.url()}, which shows:\n${shown}`, { cause });
  }
}
