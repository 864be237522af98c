import { describe, expect, it } from '@jest/globals';
import { examine, type Finding, worstOf } from './check.ts';
import { Connections } from './connections.ts';
import { figuresOf } from './figures.ts';
import { linesOf, textfileOf } from './report.ts';

const findings: readonly Finding[] = [
  { check: 'gateway', title: 'Шлюз', state: 'fine', what: 'готов' },
  { check: 'outbox', title: 'Исходящие', state: 'wrong', what: 'ждут', next: 'смотреть', runbook: 'x/OutboxStuck.md' },
  { check: 'lag', title: 'Отставание', state: 'unknown', what: 'не видно', runbook: 'x/ConsumerLag.md' },
];

describe("the doctor's report", () => {
  it('is a line for each finding, with the next step and the runbook of what is ill', () => {
    expect(linesOf(findings)).toEqual([
      '✓ Шлюз: готов',
      '✗ Исходящие: ждут',
      '    дальше: смотреть',
      '    инструкция: x/OutboxStuck.md',
      '! Отставание: не видно',
      '    инструкция: x/ConsumerLag.md',
      '',
      'Неисправностей: 1, внимание: 1, в порядке: 1',
    ]);
    expect(worstOf(findings)).toBe('wrong');
    expect(worstOf(findings.filter(({ state }) => state !== 'wrong'))).toBe('unknown');
  });

  it('tells Prometheus the same', () => {
    const text = textfileOf(findings, 1_700_000_000_123);
    expect(figuresOf(text, 'parta_doctor_state')).toEqual([
      { labels: { check: 'gateway' }, value: 0 },
      { labels: { check: 'outbox' }, value: 2 },
      { labels: { check: 'lag' }, value: -1 },
    ]);
    expect(figuresOf(text, 'parta_doctor_last_run_seconds')).toEqual([{ labels: {}, value: 1_700_000_000 }]);
  });

  it('says of a check that failed only the kind of its error, and looks at the others', async () => {
    const failing = { name: 'a', title: 'А', runbook: 'R', look: () => Promise.reject(new TypeError('Иванова')) };
    const passing = { ...failing, name: 'b', look: async () => [{ state: 'fine', what: 'хорошо' } as const] };
    const target = { url: undefined, services: {}, folders: [], full: false, isHere: false };
    await using connections = new Connections({});
    const found = await examine([failing, passing], { target, connections });
    expect(found.map(({ state, what }) => [state, what])).toEqual([
      ['unknown', 'не удалось посмотреть: TypeError'],
      ['fine', 'хорошо'],
    ]);
  });
});
