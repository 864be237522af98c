import { afterEach, describe, expect, it } from '@jest/globals';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { type Program, SupervisedProgram } from './supervised-program.ts';

const running: SupervisedProgram[] = [];
afterEach(async () => {
  for (const program of running.splice(0)) await program.stop();
});

/** A shell program that is ready when it has said so. */
function supervise(script: string, options: Partial<Program> = {}) {
  const lines: string[] = [];
  const pids: number[] = [];
  const program = new SupervisedProgram({
    name: 'probe',
    command: 'sh',
    args: ['-c', script],
    ready: async () => lines.includes('up'),
    log: (line) => lines.push(line),
    onStart: (pid) => pids.push(pid),
    ...options,
  });
  running.push(program);
  return { program, lines, pids };
}
const untilGone = 'echo up; while :; do sleep 0.05; done';
const isAlive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

describe('a supervised program', () => {
  it('is started again when it dies, and says why', async () => {
    const { program, lines, pids } = supervise(untilGone);
    await program.start();
    lines.length = 0;
    program.kill('SIGKILL');
    await program.whenReady();
    expect(lines[0]).toBe('ended (SIGKILL), again in 200 ms');
    expect(pids).toHaveLength(2);
  });

  it('is given up with its last words when it never becomes ready', async () => {
    const { program } = supervise('echo no such table; exit 3');
    await expect(program.start()).rejects.toThrow(/ended 5 times before it was ready[^]*no such table/);
  });

  it('may finish its work before it ends, and stays down', async () => {
    const script = `trap 'echo saved; exit 0' TERM; ${untilGone}`;
    const { program, lines, pids } = supervise(script, { guard: 'TERM' });
    await program.start();
    await program.stop();
    expect(lines).toEqual(['up', 'saved']);
    expect(program.pid).toBeUndefined();
    expect(isAlive(pids[0] ?? 0)).toBe(false);
  });

  it('is killed when it will not end', async () => {
    const { program, pids } = supervise(`trap '' TERM; ${untilGone}`, { graceMs: 200 });
    await program.start();
    await program.stop();
    expect(isAlive(pids[0] ?? 0)).toBe(false);
  });

  it('ends when the supervisor is killed without a word', async () => {
    const file = new URL('./supervised-program.ts', import.meta.url).href;
    const supervisor = spawn(process.execPath, [
      '--input-type=module',
      '-e',
      `const { SupervisedProgram } = await import('${file}');
       const program = new SupervisedProgram({ name: 'x', command: 'sh', args: ['-c', 'echo pid $$; ${untilGone}'], guard: 'TERM',
         ready: async () => true, log: (line) => line.startsWith('pid') && console.log(line) });
       await program.start();`,
    ]);
    const [line] = (await once(supervisor.stdout, 'data')) as [Buffer];
    const pid = Number(line.toString().replace('pid ', ''));
    expect(isAlive(pid)).toBe(true);
    supervisor.kill('SIGKILL');
    while (isAlive(pid)) await new Promise((resolve) => setImmediate(resolve));
  });
});
