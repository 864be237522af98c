import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { underGuard } from './lifeline-guard.ts';

export interface Program {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
  /** Who it runs as, when that is not the user of this process. */
  readonly user?: { readonly uid: number; readonly gid: number };
  /** The signal that stops a foreign program, which then runs under the lifeline guard; our own services follow the lifeline themselves. */
  readonly guard?: 'TERM' | 'INT';
  /** Milliseconds after the stop signal until the whole group is killed. */
  readonly graceMs?: number;
  /** Milliseconds that it may take to become ready; five minutes unless told: full cores of a slow machine make of two seconds more than one. */
  readonly readyMs?: number;
  /** Ready when this answers true; asked until it does. */
  readonly ready: () => Promise<boolean>;
  readonly log: (line: string) => void;
  /** Called with each new process, so after each restart too. */
  readonly onStart?: (pid: number) => void;
}

const patienceMs = 300_000;
const restartMs = [200, 500, 1000, 2000, 5000];
const crashesBeforeReady = 5;
const calmMs = 30_000;
const keptLines = 12;

/** One program that runs until it is stopped: a crash is told with its reason and answered by a restart. */
export class SupervisedProgram {
  readonly program: Program;
  #child: ChildProcess | undefined;
  /** Asked to end, but still there and perhaps answering. */
  #leaving: ChildProcess | undefined;
  #wanted = false;
  #again: NodeJS.Timeout | undefined;
  #crashes = 0;
  #lastLines: string[] = [];

  constructor(program: Program) {
    this.program = program;
  }

  get pid(): number | undefined {
    return this.#child?.pid;
  }

  /** Starts it and waits until it is ready; fails with its last lines when it keeps dying or takes too long. */
  async start(): Promise<void> {
    this.#wanted = true;
    this.#crashes = 0;
    clearTimeout(this.#again);
    if (!this.#child) this.#run();
    try {
      await this.whenReady();
    } catch (error) {
      await this.stop();
      throw error;
    }
  }

  /** Waits until it is ready, e.g. again after a crash. */
  async whenReady(): Promise<void> {
    const { name, ready, readyMs = patienceMs } = this.program;
    const until = Date.now() + readyMs;
    while (!(this.#child && this.#child !== this.#leaving && (await ready().catch(() => false)))) {
      if (!this.#wanted) throw new Error(`${name} was stopped while it started`);
      if (this.#crashes >= crashesBeforeReady) throw this.#failure(`ended ${this.#crashes} times before it was ready`);
      if (Date.now() > until) throw this.#failure(`was not ready in ${readyMs / 1000} s`);
      await pause(50);
    }
    // who was ready has not failed to start, however often it was killed since
    this.#crashes = 0;
  }

  /** As a crash would: the supervisor starts it again. */
  kill(signal: NodeJS.Signals): void {
    if (signal !== 'SIGSTOP' && signal !== 'SIGCONT') this.#leaving = this.#child;
    this.#child?.kill(signal);
  }

  /** Ends it and leaves it down until the next `start`. */
  async stop(): Promise<void> {
    this.#wanted = false;
    clearTimeout(this.#again);
    const child = this.#child;
    if (!child) return;
    const closed = new Promise<void>((resolve) => child.once('close', () => resolve()));
    child.kill('SIGTERM');
    const timer = setTimeout(() => killGroup(child), this.program.graceMs ?? 10_000);
    await closed;
    clearTimeout(timer);
  }

  #run(): void {
    const { program } = this;
    const { command, args, guard } = program;
    const startedAt = Date.now();
    const [file, all] = guard ? underGuard(guard, command, args) : [command, [...args]];
    // a process group of its own, so that Ctrl-C reaches only the supervisor, which stops them in order;
    // the open pipe on fd 3 is how a child learns that the supervisor died, even by kill -9
    const child = spawn(file, all, {
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
      env: { ...process.env, ...program.env, PARTA_LIFELINE_FD: '3' },
      ...(program.cwd !== undefined && { cwd: program.cwd }),
      ...program.user,
    });
    this.#child = child;
    for (const stream of [child.stdout, child.stderr]) {
      if (stream) createInterface({ input: stream }).on('line', (line) => this.#hear(line));
    }
    child.on('error', (error) => this.#hear(`cannot start: ${error.message}`));
    child.on('close', (code, signal) => this.#ended(child, signal ?? `exit code ${code}`, Date.now() - startedAt));
    if (child.pid !== undefined) program.onStart?.(child.pid);
  }

  #hear(line: string): void {
    this.#lastLines = [...this.#lastLines.slice(1 - keptLines), line];
    this.program.log(line);
  }

  #ended(child: ChildProcess, reason: string, aliveMs: number): void {
    // what it started (a browser, say) must not outlive it
    killGroup(child);
    this.#child = undefined;
    if (!this.#wanted) return;
    this.#crashes = aliveMs > calmMs ? 1 : this.#crashes + 1;
    const wait = restartMs[Math.min(this.#crashes, restartMs.length) - 1] ?? 0;
    this.program.log(`ended (${reason}), again in ${wait} ms`);
    this.#again = setTimeout(() => this.#run(), wait);
  }

  #failure(what: string): Error {
    return new Error([`${this.program.name} ${what}; its last lines:`, ...this.#lastLines].join('\n  '));
  }
}

function killGroup(child: ChildProcess): void {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, 'SIGKILL');
  } catch {
    // gone already
  }
}
