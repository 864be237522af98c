import { readFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { fileURLToPath } from 'node:url';
import { seededBugs } from './bugs.ts';

// Loaded before a program of a fault platform: the product itself knows neither of seeded bugs nor of shifted clocks.

const repository = fileURLToPath(new URL('../../../../', import.meta.url));
const { PARTA_SEEDED_BUG: bugFile, PARTA_CLOCK: clockFile } = process.env;

plantBug(bugFile === undefined ? '' : readFileSync(bugFile, 'utf8'));
if (clockFile !== undefined) shiftClock(clockFile, /services\/([^/]+)\//.exec(process.argv[1] ?? '')?.[1] ?? 'gateway');

function plantBug(name: string): void {
  const bug = seededBugs.find((each) => each.name === name);
  if (!bug) return;
  registerHooks({
    load(url, context, nextLoad) {
      const loaded = nextLoad(url, context);
      const edits = url.startsWith('file:')
        ? bug.edits.filter(({ file }) => fileURLToPath(url) === `${repository}${file}`)
        : [];
      if (edits.length === 0) return loaded;
      const source = edits.reduce((text, { file, find, put }) => {
        if (!text.includes(find)) throw new Error(`${file} no longer holds the place of «${bug.name}»`);
        return text.replaceAll(find, () => put);
      }, readSource(loaded.source));
      return { ...loaded, source };
    },
  });
}

const readSource = (source: unknown): string =>
  typeof source === 'string' ? source : Buffer.from(source as Uint8Array).toString();

/** `Date` as a machine shows it whose clock jumps while the program runs. */
function shiftClock(file: string, service: string): void {
  const RealDate = Date;
  let shift = 0;
  const look = (): void => {
    try {
      shift = (JSON.parse(readFileSync(file, 'utf8')) as Record<string, number>)[service] ?? 0;
    } catch {
      // half written, or the test is over: the last shift holds
    }
  };
  setInterval(look, 100).unref();
  look();
  const now = (): number => RealDate.now() + shift;
  globalThis.Date = new Proxy(RealDate, {
    construct: (target, args: unknown[]) => Reflect.construct(target, args.length === 0 ? [now()] : args) as Date,
    apply: () => new RealDate(now()).toString(),
    get: (target, name) => (name === 'now' ? now : (Reflect.get(target, name) as unknown)),
  });
}
