import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { runbookOf } from '../src/alert.ts';
import { observabilityFiles } from '../src/observability-files.ts';
import { alerts } from '../src/rules-file.ts';

const repository = join(import.meta.dirname, '../../..');
const folder = join(repository, 'infra/observability');
/** Unpacked without installing a server of the machine's own. */
const unpacked = join(repository, '.local/promtool/usr/bin/promtool');
const howToInstall = `promtool is missing: apt-get install --no-install-recommends prometheus, or without a server of the machine's own:
  cd .local && apt-get download prometheus && dpkg -x prometheus_*.deb promtool`;

function promtool(...args: readonly string[]): { readonly status: number | null; readonly said: string } {
  const program = existsSync(unpacked) ? unpacked : 'promtool';
  const { status, stdout, stderr, error } = spawnSync(program, args, {
    cwd: join(folder, 'prometheus'),
    encoding: 'utf8',
  });
  if (error && 'code' in error && error.code === 'ENOENT') throw new Error(howToInstall);
  return { status, said: `${stdout}${stderr}` };
}

describe('rules for Prometheus', () => {
  it('are what Prometheus understands', () => {
    expect(promtool('check', 'rules', 'rules.yml')).toMatchObject({ status: 0 });
    expect(promtool('check', 'config', '--syntax-only', 'prometheus.yml')).toMatchObject({ status: 0 });
  });

  it('fire and keep silent as rules.test.yml tells', () => {
    const { status, said } = promtool('test', 'rules', 'rules.test.yml');
    expect(said).toContain('SUCCESS');
    expect(status).toBe(0);
  });

  it('and the boards are those that are made of the sources', () => {
    for (const [path, text] of Object.entries(observabilityFiles()))
      expect([path, readFileSync(join(repository, path), 'utf8') === text]).toEqual([path, true]);
  });
});

describe('runbooks', () => {
  const names = [...new Set(alerts.map(({ name }) => name))];
  const headings = ['Признак', 'Что видят люди', 'Проверить', 'Сделать', 'Когда закончится', 'Почему так'];

  it('are there for every alert, and for nothing else', () => {
    const written = readdirSync(join(folder, 'runbooks')).map((file) => file.replace(/\.md$/, ''));
    expect(written.toSorted()).toEqual(names.toSorted());
  });

  it.each(names)('%s says what is seen, looked at and done', (name) => {
    const text = readFileSync(join(repository, runbookOf(name)), 'utf8');
    expect([...text.matchAll(/^## (.+)$/gm)].map(([, heading]) => heading)).toEqual(headings);
    expect(text).toContain('```');
    for (const [, link = ''] of text.matchAll(/\]\((\w+)\.md\)/g)) expect(names).toContain(link);
  });

  it('ask for commands that there are', () => {
    const { scripts } = JSON.parse(readFileSync(join(repository, 'package.json'), 'utf8')) as {
      scripts: Record<string, string>;
    };
    const asked = names.flatMap((name) =>
      [...readFileSync(join(repository, runbookOf(name)), 'utf8').matchAll(/npm run ([\w-]+)/g)].map(
        ([, script]) => script,
      ),
    );
    expect([...new Set(asked)].filter((script) => !Object.hasOwn(scripts, script ?? ''))).toEqual([]);
  });
});
