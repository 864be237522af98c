import type { Page } from 'puppeteer';

const keys = 20;
const frames = 120;

interface WatchedKeys {
  cellId: string;
  pressedAt: number | undefined;
  readonly durations: number[];
}
declare global {
  var partaKeys: WatchedKeys;
}

/** Ms from a digit's key to the frame that shows it in its cell, one a key. Afterwards everything is undone. */
export async function keyToPaint(page: Page): Promise<readonly number[]> {
  const cells = await page.evaluate(openColumn);
  const [first] = cells;
  if (first === undefined) return [];
  await page.evaluate(watchKeys);
  for (let index = 0; index < keys; index++) {
    const cellId = cells[index % cells.length] ?? first;
    await page.click(`#${cellId}`);
    const shown = await page.evaluate((id) => {
      globalThis.partaKeys.cellId = id;
      return document.getElementById(id)?.textContent ?? '';
    }, cellId);
    await page.keyboard.press(shown.includes('4') ? '5' : '4');
    await page.waitForFunction((count) => globalThis.partaKeys.durations.length > count, {}, index);
  }
  const durations = await page.evaluate(() => [...globalThis.partaKeys.durations]);
  await undo(page, keys);
  return durations;
}

async function undo(page: Page, times: number): Promise<void> {
  await page.keyboard.down('Control');
  for (let index = 0; index < times; index++) await page.keyboard.press('KeyZ');
  await page.keyboard.up('Control');
  // what waits is sent before the window closes
  await page.waitForNetworkIdle({ idleTime: 1500, concurrency: 2, timeout: 60_000 });
}

/** Runs in the page: the open cells of the column that has most of them, one with marks before one without. */
function openColumn(): string[] {
  const open = [...document.querySelectorAll<HTMLElement>('td[id^="cell-"][aria-readonly="false"]')];
  const columns = Map.groupBy(open, (cell) => cell.id.split('-')[2]);
  const marked = (cells: readonly HTMLElement[]): number =>
    cells.filter((cell) => /\d/.test(cell.textContent ?? '')).length * 1000 + cells.length;
  // the last column is the period's result
  const last = Math.max(
    ...[...document.querySelectorAll('td[id^="cell-0-"]')].map(({ id }) => Number(id.split('-')[2])),
  );
  columns.delete(String(last));
  const best = [...columns.values()].toSorted((a, b) => marked(b) - marked(a))[0] ?? [];
  return best.map((cell) => cell.id);
}

/** Runs in the page: a task that follows the frame in which the cell changed runs after that frame was painted. */
function watchKeys(): void {
  const watched: WatchedKeys = { cellId: '', pressedAt: undefined, durations: [] };
  globalThis.partaKeys = watched;
  addEventListener('keydown', (event) => void (watched.pressedAt = event.timeStamp), { capture: true });
  const changed = () => {
    const { pressedAt } = watched;
    if (pressedAt === undefined) return;
    watched.pressedAt = undefined;
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => void watched.durations.push(performance.now() - pressedAt);
    requestAnimationFrame(() => port2.postMessage(0));
  };
  new MutationObserver((records) => {
    const isCell = ({ target }: MutationRecord): boolean =>
      (target instanceof Element ? target : target.parentElement)?.closest(`#${watched.cellId}`) != null;
    if (watched.cellId && records.some(isCell)) changed();
  }).observe(document.body, { subtree: true, childList: true, characterData: true });
}

/** Ms between frames while the grid is scrolled both ways in a window too small for it; empty when it has nothing to scroll. */
export async function scrollFrames(page: Page): Promise<readonly number[]> {
  await page.setViewport({ width: 900, height: 480 });
  return page.evaluate(scrollGrid, frames);
}

/** Runs in the page: 24 px a frame, over the grid and back. */
function scrollGrid(count: number): Promise<number[]> {
  let box = document.querySelector('table[role="grid"]')?.parentElement;
  while (box && !(/auto|scroll/.test(getComputedStyle(box).overflowX) && box.scrollWidth > box.clientWidth))
    box = box.parentElement;
  const grid = box;
  if (!grid) return Promise.resolve([]);
  const [right, bottom] = [grid.scrollWidth - grid.clientWidth, grid.scrollHeight - grid.clientHeight];
  const there = (step: number, end: number): number =>
    end === 0 ? 0 : end - Math.abs(((step * 24) % (2 * end)) - end);
  return new Promise((resolve) => {
    const times: number[] = [];
    const next = (now: number): void => {
      times.push(now);
      if (times.length > count) return resolve(times.slice(1).map((time, index) => time - (times[index] ?? time)));
      grid.scrollTo(there(times.length, right), there(times.length, bottom));
      requestAnimationFrame(next);
    };
    requestAnimationFrame(next);
  });
}
