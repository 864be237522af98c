import { PersonName, type RelationKind } from '@parta/contracts/values/person';

export interface NameParts {
  readonly lastName: string;
  readonly firstName: string;
  readonly middleName: string;
}

/** «ИВАНОВ» and «иванов» become «Иванов»; what is written in mixed case stays as it is. */
function tidy(text: string): string {
  const single = text
    .trim()
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/\s*-\s*/g, '-');
  const letters = single.replaceAll(/[^\p{L}]/gu, '');
  const plain =
    letters.length > 1 && (letters === letters.toLocaleUpperCase('ru') || letters === letters.toLocaleLowerCase('ru'));
  if (!plain) return single;
  return single
    .toLocaleLowerCase('ru')
    .replaceAll(/(^|[ .-])(\p{L})/gu, (_, before: string, letter: string) => before + letter.toLocaleUpperCase('ru'));
}

/** «Фамилия Имя Отчество» in its parts; further words belong to the middle name («Алиев Руслан Керим оглы»). Pure. */
export function splitFullName(text: string): NameParts {
  const [lastName = '', firstName = '', ...rest] = text.replaceAll('.', '. ').trim().split(/\s+/);
  return { lastName, firstName, middleName: rest.join(' ') };
}

/** A name that can be kept, or undefined. Pure. */
export function readName({ lastName, firstName, middleName }: NameParts): PersonName | undefined {
  const middle = tidy(middleName);
  const hasNoMiddleName = middle === '' || middle === '-' || middle === '—';
  const name = { lastName: tidy(lastName), firstName: tidy(firstName), middleName: hasNoMiddleName ? null : middle };
  const parsed = PersonName.safeParse(name);
  const lettered = [name.lastName, name.firstName].every((part) => /\p{L}/u.test(part));
  return parsed.success && lettered ? parsed.data : undefined;
}

const relations: readonly (readonly [RegExp, RelationKind])[] = [
  [/^(мать|мама|мат\.?)$/, 'mother'],
  [/^(отец|папа|отч\.?)$/, 'father'],
  [
    /^(опекун|опекунша|попечитель|законный представитель|приемный родитель|приемная мать|приемный отец|guardian)$/,
    'guardian',
  ],
];

/** A kind of relation in words; whatever is not known («бабушка») is `other`. Pure. */
export function readRelation(text: string): RelationKind {
  const word = text.trim().toLocaleLowerCase('ru').replaceAll('ё', 'е');
  if (word === '') return 'guardian';
  return relations.find(([pattern]) => pattern.test(word))?.[1] ?? 'other';
}

export const relationWords: Readonly<Record<RelationKind, string>> = {
  mother: 'мать',
  father: 'отец',
  guardian: 'законный представитель',
  other: 'иное',
};

/** «Агеева О. В., мать» and «Агеева Ольга (мать)»: the name and the relation written behind it. Pure. */
export function splitRelation(text: string): { readonly name: string; readonly relation: string } {
  const match = /^(.*?)\s*(?:,\s*|\(\s*)(\p{L}[\p{L} ]*?)\s*\)?\s*$/u.exec(text);
  return match ? { name: match[1] ?? '', relation: match[2] ?? '' } : { name: text.trim(), relation: '' };
}
