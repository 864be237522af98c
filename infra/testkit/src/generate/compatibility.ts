import { apiBreaks } from './api-breaks.ts';
import { committedFile, committedFiles } from './committed-file.ts';
import { eventBreaks } from './event-breaks.ts';

const API = 'contracts/generated/openapi.json';
const SCHEMAS = 'contracts/generated/schemas';

type Json = Readonly<Record<string, unknown>>;
type Files = Readonly<Record<string, string | undefined>>;

/** What the files of now break of what the last commit promised; none = compatible. */
export function compatibilityBreaks(repository: string, files: Files): string[] {
  const paths = [API, ...committedFiles(repository, SCHEMAS)];
  return paths.flatMap((path) => breaksOfFile(path, committedFile(repository, path), files[path]));
}

/** One promised file against the one of now, as texts. */
export function breaksOfFile(path: string, before: string | undefined, after: string | undefined): string[] {
  if (before === undefined) return [];
  if (after === undefined) return [`${path}: an event version vanished`];
  const [old, now] = [JSON.parse(before), JSON.parse(after)] as [Json, Json];
  return (path === API ? apiBreaks(old, now) : eventBreaks(old, now)).map((line) => `${path}: ${line}`);
}
