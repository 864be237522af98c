import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

// the ranges of the font's own files; a sign outside them would fall back to whatever the machine has
const ranges = {
  cyrillic: 'U+0301,U+0400-045F,U+0490-0491,U+04B0-04B1,U+2116',
  latin: 'U+0000-00FF,U+0131,U+0152-0153,U+02C6,U+02DA,U+02DC,U+2000-206F,U+20AC,U+2122,U+2212,U+FEFF,U+FFFD',
} as const;

interface Face {
  readonly family: 'PT Sans' | 'PT Serif';
  readonly weight: 400 | 700;
  readonly style: 'normal' | 'italic';
}

const faces: readonly Face[] = [
  { family: 'PT Sans', weight: 400, style: 'normal' },
  { family: 'PT Sans', weight: 400, style: 'italic' },
  { family: 'PT Sans', weight: 700, style: 'normal' },
  { family: 'PT Serif', weight: 400, style: 'normal' },
  { family: 'PT Serif', weight: 700, style: 'normal' },
];

function fontFace({ family, weight, style }: Face, subset: keyof typeof ranges): string {
  const name = family.toLowerCase().replace(' ', '-');
  const file = require.resolve(`@fontsource/${name}/files/${name}-${subset}-${weight}-${style}.woff2`);
  const source = `url(data:font/woff2;base64,${readFileSync(file).toString('base64')}) format('woff2')`;
  return `@font-face{font-family:'${family}';font-weight:${weight};font-style:${style};src:${source};unicode-range:${ranges[subset]}}`;
}

let sheet: string | undefined;

/** The fonts inside the page: the renderer has no network and the machine may have no Cyrillic. Read once. */
export function fontSheet(): string {
  sheet ??= faces.flatMap((face) => [fontFace(face, 'cyrillic'), fontFace(face, 'latin')]).join('');
  return sheet;
}
