import shell from './locales/ru/shell.json' with { type: 'json' };

interface Texts {
  readonly [key: string]: string | Texts;
}
type Values = Readonly<Record<string, unknown>>;

/** Text of a key (`save`, `works.test`, `shell:brand`), or of the first of several that has one. */
export type Translate = (key: string | readonly string[], values?: Values) => string;

const namespaces: Record<string, Texts> = { shell };
const plurals = new Intl.PluralRules('ru');

/** Adds a page's texts under its namespace; call at the top of the page's module. */
export const registerTexts = (namespace: string, texts: Texts): void => {
  namespaces[namespace] = texts;
};

/**
 * Texts of the locale files: `{{name}}` is filled in, `context` and `count` choose a variant as the files' suffixes say
 * (`lessons_college_few`, `lessons_college`, `lessons_few`, `lessons`). A key without words answers itself, so that it is seen.
 */
function translate(own: string, keys: string | readonly string[], values: Values = {}): string {
  const wanted = typeof keys === 'string' ? [keys] : keys;
  for (const key of wanted) {
    const [name, path] = key.includes(':') ? (key.split(':', 2) as [string, string]) : [own, key];
    for (const variant of variantsOf(path, values)) {
      const text = textAt(namespaces[name], variant);
      if (text !== undefined) return filled(text, values);
    }
  }
  return wanted.at(-1) ?? '';
}

function variantsOf(path: string, { context, count }: Values): readonly string[] {
  const form = typeof count === 'number' ? `_${plurals.select(count)}` : undefined;
  const kind = typeof context === 'string' && context !== '' ? `_${context}` : undefined;
  return [
    ...(kind && form ? [`${path}${kind}${form}`] : []),
    ...(kind ? [`${path}${kind}`] : []),
    ...(form ? [`${path}${form}`] : []),
    path,
  ];
}

function textAt(texts: Texts | undefined, path: string): string | undefined {
  let found: string | Texts | undefined = texts;
  for (const part of path.split('.')) found = typeof found === 'object' ? found[part] : undefined;
  return typeof found === 'string' ? found : undefined;
}

const filled = (text: string, values: Values): string =>
  text.replaceAll(/\{\{(\w+)\}\}/g, (_, name: string) => {
    const value = values[name];
    return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
  });

/** Texts outside of components; keys without a namespace are the shell's. */
export const t: Translate = (key, values) => translate('shell', key, values);

const ofNamespace = new Map<string, { readonly t: Translate }>();

/** Texts of one namespace; the same function each time, so that it may stand among an effect's dependencies. */
export function useTexts(namespace = 'shell'): { readonly t: Translate } {
  const known = ofNamespace.get(namespace) ?? { t: (key, values) => translate(namespace, key, values) };
  ofNamespace.set(namespace, known);
  return known;
}
