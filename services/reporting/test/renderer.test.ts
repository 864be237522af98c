import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { buildLog } from '@parta/chassis/log';
import { buildClassSummary } from '../src/class-summary/build-table.ts';
import { paperOf } from '../src/paper/paper.ts';
import { unpackChromium } from '../src/render/chromium-path.ts';
import { buildRenderer } from '../src/render/renderer.ts';
import { classOf } from './class-of-thirty.ts';

const executablePath = (): Promise<string> =>
  Promise.resolve(process.env['CHROMIUM_PATH'] ?? unpackChromium(join(tmpdir(), 'parta')));
const log = buildLog('reporting', 'silent');
const renderer = buildRenderer({ executablePath, log, pagesPerBrowser: 2 });
afterAll(() => renderer.close());

const pagesOf = (pdf: Uint8Array): number =>
  Buffer.from(pdf)
    .toString('latin1')
    .split(/\/Type\s*\/Page\b/).length - 1;

test('(RPT-1) a class of thirty with nine subjects prints as the pages that were laid out, with fonts inside and tags', async () => {
  const table = buildClassSummary(classOf({ students: 30, subjects: 9 }));
  const imprint = {
    checkCode: '4K7D91MXACE3',
    edition: 1,
    madeBy: 'Каримова Л. Ш.',
    parameters: { classId: 'x', year: 2026 },
  };
  const pdf = await renderer.print(
    paperOf({ report: { title: table.title, fileName: 'x', table }, imprint, publicUrl: 'https://parta.example' }),
  );
  const text = Buffer.from(pdf).toString('latin1');
  // three pages of subjects, each in two halves: no page runs over its paper
  expect(pagesOf(pdf)).toBe(6);
  expect(text).toContain('PTSans-Regular');
  expect(text).toContain('PTSerif-Bold');
  expect(text).toContain('/StructTreeRoot');
});

test('(RPT-1) a page reaches neither the network nor a script, and browsers are exchanged while pages go on', async () => {
  let asked = 0;
  const server = createServer((_, response) => {
    asked += 1;
    response.end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const hostile = `<!doctype html><title>x</title><img src="${address}/a.png"><link rel="stylesheet" href="${address}/b.css">
    <iframe src="${address}/c"></iframe><script>fetch('${address}/d'); document.body.innerHTML = '<div style="break-after:page">1</div>2'</script><p>one</p>`;
  const pages = await Promise.all([1, 2, 3, 4, 5].map(() => renderer.print(hostile)));
  expect(pages.map(pagesOf)).toEqual([1, 1, 1, 1, 1]);
  expect(asked).toBe(0);
  server.close();
});

test('(RPT-1) a page that does not end in time fails alone: the next one gets a fresh browser', async () => {
  const hasty = buildRenderer({ executablePath, log, timeoutMs: 1 });
  await expect(hasty.print('<p>x</p>')).rejects.toThrow('not-rendered');
  await expect(renderer.print('<p>x</p>')).resolves.toBeInstanceOf(Uint8Array);
  await hasty.close();
});
