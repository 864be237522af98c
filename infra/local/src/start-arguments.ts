export interface StartArguments {
  readonly replicas: Readonly<Record<string, number>>;
  readonly port: number | undefined;
}

/** Reads `--replicas journal=3,reporting=2` (also repeated) and `--port 8080`; fails on anything else. */
export function readStartArguments(args: readonly string[]): StartArguments {
  const replicas: Record<string, number> = {};
  let port: number | undefined;
  const words = args.flatMap((word) => (word.startsWith('--') ? word.split('=', 1).concat(rest(word)) : [word]));
  for (let at = 0; at < words.length; at += 2) {
    const [option, value = ''] = words.slice(at, at + 2);
    if (option === '--replicas') Object.assign(replicas, Object.fromEntries(value.split(',').map(readCount)));
    else if (option === '--port') port = readNumber(value, 65_535);
    else throw new Error(`npm start does not know ${option}; it knows --replicas journal=3 and --port 8080`);
  }
  return { replicas, port };
}

/** What follows the first equals sign of `--option=value`. */
const rest = (word: string): string[] => (word.includes('=') ? [word.slice(word.indexOf('=') + 1)] : []);

function readCount(pair: string): [string, number] {
  const [service = '', count = ''] = pair.split('=');
  return [service, readNumber(count, 20)];
}

function readNumber(text: string, highest: number): number {
  const number = Number(text);
  if (!Number.isInteger(number) || number < 1 || number > highest)
    throw new Error(`not a number up to ${highest}: ${text}`);
  return number;
}
