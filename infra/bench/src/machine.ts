import { cpus, totalmem } from 'node:os';
import type { Browser } from 'puppeteer';

/** What the figures were measured on. */
export interface Machine {
  readonly processor: string;
  readonly cores: number;
  readonly memoryGb: number;
  readonly node: string;
  readonly browser: string;
}

export async function machineOf(browser: Browser): Promise<Machine> {
  return {
    processor: cpus()[0]?.model.trim() ?? 'unknown',
    cores: cpus().length,
    memoryGb: Math.round(totalmem() / 2 ** 30),
    node: process.version,
    browser: await browser.version(),
  };
}

export const machineText = ({ processor, cores, memoryGb, node, browser }: Machine): string =>
  `${cores} cores (${processor}), ${memoryGb} GB, Node ${node}, ${browser}`;
