import { afterAll, describe, expect, it } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FreePorts, firstPortOf } from './free-ports.ts';

describe('ports of a clone', () => {
  const folder = mkdtempSync(join(tmpdir(), 'ports-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('are remembered by name, and never shared by two names', async () => {
    const ports = new FreePorts(folder);
    const [gateway, journal] = [await ports.take('gateway'), await ports.take('journal')];
    expect(journal).not.toBe(gateway);
    const later = new FreePorts(folder);
    expect([await later.take('journal'), await later.take('gateway')]).toEqual([journal, gateway]);
  });

  it('wait for the process of a killed start to leave', async () => {
    const port = await new FreePorts(folder).take('identity');
    const leaving = createServer();
    await new Promise<void>((resolve) => leaving.listen(port, '127.0.0.1', resolve));
    const taken = new FreePorts(folder).take('identity');
    leaving.close();
    expect(await taken).toBe(port);
  });

  it('begin elsewhere for another folder', () => {
    expect(firstPortOf('/one/.local')).not.toBe(firstPortOf('/two/.local'));
  });
});
