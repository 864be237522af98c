import { z } from 'zod';

const name = z
  .string()
  .trim()
  .min(1)
  .max(60)
  .regex(/^[\p{L}\p{M}' .-]+$/u);

/** A person's name in its parts; the middle name (отчество) may be missing, the first name too where a timetable file had surnames only. */
export const PersonName = z
  .object({ lastName: name, firstName: name.or(z.literal('')), middleName: name.nullable() })
  .meta({ id: 'PersonName' });
export type PersonName = z.infer<typeof PersonName>;

const initial = (part: string | null): string => (part ? `${part[0]?.toUpperCase() ?? ''}.` : '');

/** «Фамилия И. О.», as lists show it. */
export const shortName = ({ lastName, firstName, middleName }: PersonName): string =>
  [lastName, initial(firstName), initial(middleName)].filter(Boolean).join(' ');

/** «Фамилия Имя Отчество», as cards and papers show it. */
export const fullName = ({ lastName, firstName, middleName }: PersonName): string =>
  [lastName, firstName, middleName].filter(Boolean).join(' ');

const collator = new Intl.Collator('ru', { sensitivity: 'base' });

/** Lists stand by surname, then name, Russian collation (ё beside е). [reports §0] */
export const byName = (a: PersonName, b: PersonName): number =>
  collator.compare(a.lastName, b.lastName) ||
  collator.compare(a.firstName, b.firstName) ||
  collator.compare(a.middleName ?? '', b.middleName ?? '');

export const RelationKind = z.enum(['mother', 'father', 'guardian', 'other']).meta({ id: 'RelationKind' });
export type RelationKind = z.infer<typeof RelationKind>;
