import { buildLog } from '@parta/chassis/log';
import { findChromium } from '@parta/local/platform/find-chromium';
import { unpackChromium } from '@parta/reporting/render/chromium-path';
import { buildRenderer } from '@parta/reporting/render/renderer';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import puppeteer from 'puppeteer';
import { inTurns } from '../load/turns.ts';
import type { BenchRow } from '../bench-row.ts';

const REPORTS = 30;
const PRINTS = 3;

/** Thirty one-page reports in one PDF by the service's renderer, against puppeteer with the same HTML and nothing around it. */
export async function reportPdfRows(): Promise<readonly BenchRow[]> {
  const executablePath = findChromium() ?? (await unpackChromium(mkdtempSync(join(tmpdir(), 'parta-bench-'))));
  const renderer = buildRenderer({
    executablePath: () => Promise.resolve(executablePath),
    log: buildLog('bench', 'fatal'),
  });
  const args = ['--no-sandbox', '--disable-dev-shm-usage', '--disable-gpu', '--font-render-hinting=none'];
  const browser = await puppeteer.launch({ executablePath, headless: 'shell', args });
  const bare = async (): Promise<Uint8Array> => {
    const tab = await browser.newPage();
    await tab.setContent(markup, { waitUntil: 'load' });
    const pdf = await tab.pdf({ preferCSSPageSize: true, printBackground: true, tagged: true, waitForFonts: true });
    await tab.close();
    return pdf;
  };
  await Promise.all([renderer.print(markup), bare()]);
  const { ours, theirs } = await inTurns(
    () => perMinute(() => renderer.print(markup)),
    () => perMinute(bare),
    (turn) => turn.ours / turn.theirs,
  );
  await Promise.all([renderer.close(), browser.close()]);
  return [
    {
      row: `${REPORTS} one-page reports as one PDF`,
      unit: 'PDFs/min',
      value: ours,
      peer: { name: 'bare puppeteer', value: theirs },
      goal: { atLeast: 0.8 },
    },
  ];
}

/** Each side prints a few times in its turn. */
async function perMinute(print: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  for (let time = 0; time < PRINTS; time++) await print();
  return (PRINTS * 60_000) / (performance.now() - start);
}

const row = (subject: number): string =>
  `<tr><td>${subject + 1}</td><td>Предмет ${subject}</td>${'<td>5</td>'.repeat(6)}</tr>`;
const page = (number: number): string =>
  `<section><h1>Табель успеваемости</h1><p>Ученик № ${number}</p><table>${Array.from({ length: 16 }, (_, subject) => row(subject)).join('')}</table></section>`;
const markup = `<!doctype html><html lang="ru"><head><meta charset="utf-8"><title>Табели</title><style>
  @page { size: A4; margin: 15mm } section { break-after: page } table { border-collapse: collapse } td { border: 1px solid #333; padding: 2mm }
</style></head><body>${Array.from({ length: REPORTS }, (_, number) => page(number)).join('')}</body></html>`;
