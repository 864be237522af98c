import { afterEach, describe, expect, it } from '@jest/globals';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';

/** Writes lines when told to and answers each word, which it cannot while its event loop is held; then ends, in the midst of lines. */
const script = `
  const { buildLog } = await import('${new URL('./log.ts', import.meta.url).href}');
  const log = buildLog('probe', 'info');
  process.on('message', ({ word, lines }) => {
    for (let line = 0; line < lines; line++) log.info({ text: 'x'.repeat(500) }, 'line ' + line);
    if (word === 'end') process.exit(0);
    process.send(word);
  });
  process.send('up');`;

let child: ChildProcess;
afterEach(() => void child.kill('SIGKILL'));

async function start(): Promise<void> {
  child = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  });
  expect(await answer()).toBe('up');
}

const answer = async (): Promise<unknown> =>
  Promise.race([
    once(child, 'message').then(([word]) => word as string),
    once(child, 'exit').then(([code]) => ({ exit: code as number })),
  ]);

async function works(): Promise<void> {
  // each time more than a pipe holds, all of it more than may wait
  for (const word of ['first', 'second', 'third']) {
    child.send({ word, lines: 4000 });
    expect(await answer()).toBe(word);
  }
}

describe('the log of a process', () => {
  it('does not hold its end when its reader has just gone', async () => {
    await start();
    child.stdout?.destroy();
    child.send({ word: 'end', lines: 100 });
    expect(await answer()).toEqual({ exit: 0 });
  });

  it('does not hold its work when its reader is gone', async () => {
    await start();
    child.stdout?.destroy();
    await works();
  });

  it('does not hold its work when its reader has stopped reading', async () => {
    await start();
    child.stdout?.pause();
    await works();
  });

  it('has every line, the last ones too', async () => {
    await start();
    let text = '';
    child.stdout?.setEncoding('utf8').on('data', (part: string) => (text += part));
    child.send({ word: 'end', lines: 100 });
    await once(child, 'close');
    expect(text.split('\n').filter((line) => line.includes('"msg":"line '))).toHaveLength(100);
  });
});
