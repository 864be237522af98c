export type Data = string | number | readonly Data[] | { readonly [name: string]: Data };

const PLAIN = /^[A-Za-z][\w:./-]*$/;
const MEANS_ELSE = /^(true|false|null|yes|no|on|off|y|n)$/i;

/** Plain data as YAML, as a person would write it: names as they are, other texts quoted, texts of several lines as blocks. */
export function yamlOf(data: Data, indent = ''): string {
  if (typeof data === 'number') return String(data);
  if (typeof data === 'string') return scalarOf(data, indent);
  const inner = `${indent}  `;
  if (isList(data)) return data.map((item) => `\n${indent}- ${yamlOf(item, inner).trimStart()}`).join('');
  return Object.entries(data)
    .map(([name, value]) => `\n${indent}${name}:${isNested(value) ? '' : ' '}${yamlOf(value, inner)}`)
    .join('');
}

const isList = (data: Data): data is readonly Data[] => Array.isArray(data);
const isNested = (data: Data): boolean => typeof data === 'object';

function scalarOf(text: string, indent: string): string {
  if (text.includes('\n'))
    return `|-\n${text
      .split('\n')
      .map((line) => indent + line)
      .join('\n')}`;
  if (PLAIN.test(text) && !MEANS_ELSE.test(text)) return text;
  return text.includes("'") ? JSON.stringify(text) : `'${text}'`;
}
