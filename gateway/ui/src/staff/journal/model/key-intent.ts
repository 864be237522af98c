import type { Sign } from './cell-sign.ts';

/** What a key means in the grid. */
export type KeyIntent =
  | { readonly type: 'move'; readonly rows: number; readonly columns: number; readonly extend: boolean }
  | { readonly type: 'edge'; readonly edge: 'row-start' | 'row-end' | 'first' | 'last' }
  | { readonly type: 'write'; readonly sign: Sign }
  | { readonly type: 'clear' }
  | { readonly type: 'undo' | 'redo' }
  | { readonly type: 'next-refused' }
  | { readonly type: 'select-all' }
  | { readonly type: 'toggle-panel' }
  | { readonly type: 'comment' }
  | { readonly type: 'help' }
  | { readonly type: 'period'; readonly step: -1 | 1 };

/** The part of a KeyboardEvent that is read. */
export interface PressedKey {
  readonly key: string;
  readonly code: string;
  readonly shiftKey: boolean;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
}

const arrows: Readonly<Record<string, readonly [rows: number, columns: number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};

/** Letters as the Russian layout prints them; «Н» with Shift is «незачёт», as «н» without it is absence. */
const letters: Readonly<Record<string, Sign>> = { н: 'absent', б: 'ill', у: 'excused', о: 'late', з: 'passed' };

/** The same keys by their place, for a keyboard left in the Latin layout. */
const places: Readonly<Record<string, Sign>> = {
  KeyY: 'absent',
  Comma: 'ill',
  KeyE: 'excused',
  KeyJ: 'late',
  KeyP: 'passed',
  Slash: 'due',
  Period: 'due',
  NumpadDecimal: 'due',
};

/** Reads a key; undefined = not the grid's, let the browser have it. */
export function intentOf(pressed: PressedKey): KeyIntent | undefined {
  if (pressed.ctrlKey || pressed.metaKey) return withControl(pressed);
  if (pressed.altKey) return undefined;
  return moveOf(pressed) ?? commandOf(pressed) ?? writeOf(pressed);
}

function withControl({ key, code, shiftKey }: PressedKey): KeyIntent | undefined {
  if (key === 'Enter') return { type: 'toggle-panel' };
  if (key === 'Home') return { type: 'edge', edge: 'first' };
  if (key === 'End') return { type: 'edge', edge: 'last' };
  if (code === 'KeyZ') return { type: shiftKey ? 'redo' : 'undo' };
  if (code === 'KeyY') return { type: 'redo' };
  if (code === 'KeyA') return { type: 'select-all' };
  return undefined;
}

function moveOf({ key, shiftKey }: PressedKey): KeyIntent | undefined {
  const arrow = arrows[key];
  if (arrow) return { type: 'move', rows: arrow[0], columns: arrow[1], extend: shiftKey };
  if (key === 'Enter') return { type: 'move', rows: shiftKey ? -1 : 1, columns: 0, extend: false };
  if (key === 'Tab') return { type: 'move', rows: 0, columns: shiftKey ? -1 : 1, extend: false };
  if (key === 'Home') return { type: 'edge', edge: 'row-start' };
  if (key === 'End') return { type: 'edge', edge: 'row-end' };
  return undefined;
}

function commandOf({ key }: PressedKey): KeyIntent | undefined {
  switch (key) {
    case 'Delete':
    case 'Backspace':
      return { type: 'clear' };
    case 'F2':
      return { type: 'comment' };
    case 'F8':
      return { type: 'next-refused' };
    case 'PageUp':
      return { type: 'period', step: -1 };
    case 'PageDown':
      return { type: 'period', step: 1 };
    case '?':
      return { type: 'help' };
    default:
      return undefined;
  }
}

function writeOf({ key, code, shiftKey }: PressedKey): KeyIntent | undefined {
  const sign = signOfKey(key, code);
  if (!sign) return undefined;
  return { type: 'write', sign: sign === 'absent' && shiftKey ? 'failed' : sign };
}

function signOfKey(key: string, code: string): Sign | undefined {
  if (/^[1-5]$/.test(key)) return key as Sign;
  if (key === '.') return 'due';
  // a printed Cyrillic letter means itself wherever it stands; anything else is read by its place
  if (/^[а-яё]$/i.test(key)) return letters[key.toLowerCase()];
  return /^[ -~]$/.test(key) && !/^\d$/.test(key) ? places[code] : undefined;
}
