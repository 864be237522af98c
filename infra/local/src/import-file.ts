import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { TimetableImport } from '@parta/contracts/http/curriculum/imports';
import type { Session } from '@parta/contracts/http/identity/sessions';
import type { DemoAccount } from './demo-account.ts';
import { readParta } from './local-files.ts';
import { say } from './say.ts';

// npm run import -- FILE [publish-from]: takes over a FET file as the administrator of the demo college

async function importFile(path: string, publishFrom: string | undefined): Promise<boolean> {
  const { url, accounts } = readParta();
  const content = await readFile(path);
  const session = await signIn(url, administratorOfCollege(accounts));
  const query = new URLSearchParams({ fileName: basename(path), ...(publishFrom !== undefined && { publishFrom }) });
  const authorization = `Bearer ${session.accessToken}`;
  const { importId } = await ask<{ importId: string }>(`${url}/api/curriculum/imports?${query}`, {
    method: 'POST',
    headers: { authorization, 'content-type': 'application/octet-stream' },
    body: content,
  });
  let told = '';
  for (;;) {
    const state = await ask<TimetableImport>(`${url}/api/curriculum/imports/${importId}`, {
      headers: { authorization },
    });
    const line = `${Math.round(state.progress * 100)} % ${state.stage}`;
    if (line !== told) say(line);
    told = line;
    if (state.state !== 'running') return tellOutcome(state);
    await pause(300);
  }
}

function tellOutcome({ state, counts, problems, failure }: TimetableImport): boolean {
  for (const [what, { found, created, kept }] of Object.entries(counts)) {
    say(`${what}: ${found} found, ${created} created, ${kept} kept`);
  }
  for (const { line, element, name, code, message } of problems)
    say(`line ${line}: ${element} ${name}: ${message} (${code})`);
  if (failure) say(`Refused: ${failure.message} (${failure.code})`);
  return state === 'done';
}

/** The college's, or whoever administrates an institution when there is no college. */
function administratorOfCollege(accounts: readonly DemoAccount[]): DemoAccount {
  const administrators = accounts.filter(({ role }) => role === 'administrator');
  const found = administrators.find(({ institution }) => /колледж|техникум/i.test(institution)) ?? administrators[0];
  if (!found) throw new Error('.local/parta.json names no administrator of an institution');
  return found;
}

const signIn = (url: string, { login, password }: DemoAccount): Promise<Session> =>
  ask<Session>(`${url}/api/identity/sessions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ login, password }),
  });

/** The body of a good answer. @throws Error with the problem's code and text */
async function ask<T>(url: string, request: RequestInit): Promise<T> {
  const response = await fetch(url, request);
  if (response.ok) return (await response.json()) as T;
  const problem = (await response.json().catch(() => ({}))) as { code?: string; title?: string; detail?: string };
  const text = problem.detail ?? problem.title ?? response.statusText;
  throw new Error(`${response.status} ${problem.code ?? ''} ${text}`);
}

const [path, publishFrom] = process.argv.slice(2);
if (path === undefined) {
  say('npm run import -- FILE [YYYY-MM-DD, the day from which its timetable is published]');
  process.exit(1);
}
try {
  process.exit((await importFile(path, publishFrom)) ? 0 : 1);
} catch (error) {
  const refused = error instanceof TypeError && error.message === 'fetch failed';
  say(refused ? 'Parta does not answer: npm start' : String(error instanceof Error ? error.message : error));
  process.exit(1);
}
