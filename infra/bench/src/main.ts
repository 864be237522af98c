import { say } from '@parta/local/say';
import { benchPages } from './pages/bench-pages.ts';

/** What `npm run bench -- <name>` can measure. */
const benches: Readonly<Record<string, () => Promise<void>>> = { pages: benchPages };

const [name = ''] = process.argv.slice(2);
const bench = benches[name];
if (bench) await bench().catch((error: unknown) => fail(error instanceof Error ? error.message : String(error)));
else fail(`There is no bench «${name}». Known: ${Object.keys(benches).join(', ')}`);

function fail(sentence: string): void {
  say(sentence);
  process.exitCode = 1;
}
