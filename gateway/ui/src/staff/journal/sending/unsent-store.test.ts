import { expect, test } from '@jest/globals';
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { nothingUnsent, putEdit, seal } from '../model/unsent.ts';
import { openUnsentStore, scopeOf } from './unsent-store.ts';

test('unsent cells and the sealed bytes survive a reload and stay with their owner (JRN-3)', async () => {
  const wish = {
    target: { kind: 'mark', workId: 'w', studentId: 's' },
    value: { kind: 'due' },
    label: { student: 'А', column: 'ОУ' },
  } as const;
  const unsent = seal(putEdit(nothingUnsent, wish, new Map()), 'b1', 10);
  const engine = { indexedDB: new IDBFactory(), IDBKeyRange };
  const first = openUnsentStore('journal-test', engine);
  await first.save(scopeOf('u1', 'a1', 'p1'), unsent);
  first.close();

  const second = openUnsentStore('journal-test', engine);
  expect(await second.load(scopeOf('u1', 'a1', 'p1'))).toEqual(unsent);
  expect(await second.load(scopeOf('u2', 'a1', 'p1'))).toEqual(nothingUnsent);
  await second.save(scopeOf('u1', 'a1', 'p1'), nothingUnsent);
  expect(await second.load(scopeOf('u1', 'a1', 'p1'))).toEqual(nothingUnsent);
  second.close();
});
