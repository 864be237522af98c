import { describe, expect, test } from '@jest/globals';
import { intentOf, type PressedKey } from './key-intent.ts';

const press = (key: string, code: string, held: Partial<PressedKey> = {}): PressedKey => ({
  key,
  code,
  shiftKey: false,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  ...held,
});

describe('keys of the grid (JRN-1)', () => {
  test.each([
    ['a digit', press('4', 'Digit4'), { type: 'write', sign: '4' }],
    ['a digit of the pad', press('5', 'Numpad5'), { type: 'write', sign: '5' }],
    ['the dot of the Russian layout', press('.', 'Slash'), { type: 'write', sign: 'due' }],
    ['the dot of the Latin layout', press('.', 'Period'), { type: 'write', sign: 'due' }],
    ['«н»', press('н', 'KeyY'), { type: 'write', sign: 'absent' }],
    ['«н» in the Latin layout', press('y', 'KeyY'), { type: 'write', sign: 'absent' }],
    ['«б» in the Latin layout', press(',', 'Comma'), { type: 'write', sign: 'ill' }],
    ['«у» in the Latin layout', press('e', 'KeyE'), { type: 'write', sign: 'excused' }],
    ['«о» in the Latin layout', press('j', 'KeyJ'), { type: 'write', sign: 'late' }],
    ['«Н» with Shift', press('Н', 'KeyY', { shiftKey: true }), { type: 'write', sign: 'failed' }],
    ['«з»', press('з', 'KeyP'), { type: 'write', sign: 'passed' }],
    ['Del', press('Delete', 'Delete'), { type: 'clear' }],
    [
      'Shift and an arrow',
      press('ArrowDown', 'ArrowDown', { shiftKey: true }),
      { type: 'move', rows: 1, columns: 0, extend: true },
    ],
    ['Enter', press('Enter', 'Enter'), { type: 'move', rows: 1, columns: 0, extend: false }],
    ['Shift Enter', press('Enter', 'Enter', { shiftKey: true }), { type: 'move', rows: -1, columns: 0, extend: false }],
    ['Tab', press('Tab', 'Tab'), { type: 'move', rows: 0, columns: 1, extend: false }],
    ['Ctrl Z in the Russian layout', press('я', 'KeyZ', { ctrlKey: true }), { type: 'undo' }],
    ['Ctrl Y', press('y', 'KeyY', { ctrlKey: true }), { type: 'redo' }],
    ['Ctrl Enter', press('Enter', 'Enter', { ctrlKey: true }), { type: 'toggle-panel' }],
    ['F2', press('F2', 'F2'), { type: 'comment' }],
    ['F8', press('F8', 'F8'), { type: 'next-refused' }],
    ['PgDn', press('PageDown', 'PageDown'), { type: 'period', step: 1 }],
    ['?', press('?', 'Slash', { shiftKey: true }), { type: 'help' }],
  ])('%s', (_name, key, intent) => {
    expect(intentOf(key)).toEqual(intent);
  });

  test.each([
    ['a digit beyond the scale', press('7', 'Digit7')],
    ['a Cyrillic letter without a meaning', press('ю', 'Period')],
    ['copying, left to the browser', press('с', 'KeyC', { ctrlKey: true })],
    ['Alt and an arrow, left to the browser', press('ArrowLeft', 'ArrowLeft', { altKey: true })],
    ['F5, left to the browser', press('F5', 'F5')],
  ])('%s means nothing', (_name, key) => {
    expect(intentOf(key)).toBeUndefined();
  });
});
