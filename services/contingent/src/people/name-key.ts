import type { PersonName } from '@parta/contracts/values/person';

/** How names are compared and searched: lower case, е for ё, single spaces. */
export const nameKey = (text: string): string =>
  text.trim().replaceAll(/\s+/g, ' ').toLocaleLowerCase('ru').replaceAll('ё', 'е');

/** One text for a whole name; two people can share it. */
export const fullNameKey = ({ lastName, firstName, middleName }: PersonName): string =>
  nameKey([lastName, firstName, middleName ?? ''].join(' '));
