import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { dirname, join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

// below the range from which systems take ports for outgoing connections, so that a remembered port stays free
const lowest = 20_000;
const highest = 32_000;
/** How long the processes of a killed start may need to go away. */
const leavingMs = 10_000;

/** Where a folder's search for ports begins, so that clones side by side do not even meet. */
export function firstPortOf(folder: string): number {
  const hash = createHash('sha256').update(resolve(folder)).digest().readUInt32BE(0);
  return lowest + (hash % ((highest - lowest) / 100)) * 100;
}

/** Ports by name, remembered in `<folder>/ports.json`: a restart keeps the address. */
export class FreePorts {
  readonly #file: string;
  readonly #ports: Record<string, number>;
  #next: number;

  constructor(folder: string) {
    this.#file = join(folder, 'ports.json');
    this.#ports = existsSync(this.#file)
      ? (JSON.parse(readFileSync(this.#file, 'utf8')) as Record<string, number>)
      : {};
    this.#next = firstPortOf(folder);
  }

  /** The remembered port as soon as it is free, else the next free one. */
  async take(name: string): Promise<number> {
    const known = this.#ports[name];
    if (known !== undefined && (await becomesFree(known))) return known;
    const taken = new Set(Object.values(this.#ports));
    let port = this.#next;
    while (taken.has(port) || !(await isFree(port))) port = port < highest ? port + 1 : lowest;
    this.#next = port + 1;
    this.remember(name, port);
    return port;
  }

  remember(name: string, port: number): void {
    this.#ports[name] = port;
    mkdirSync(dirname(this.#file), { recursive: true });
    writeFileSync(this.#file, JSON.stringify(this.#ports, null, 2));
  }
}

async function becomesFree(port: number): Promise<boolean> {
  const until = Date.now() + leavingMs;
  while (!(await isFree(port))) {
    if (Date.now() > until) return false;
    await pause(200);
  }
  return true;
}

export function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer()
      .once('error', () => resolve(false))
      .listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}
