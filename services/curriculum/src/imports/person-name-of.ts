import { PersonName } from '@parta/contracts/values/person';
import type { PlannedTeacher } from '../fet/import-plan.ts';

const LONGEST = 60;

/** A name that contingent takes: FET lets anything stand there, «Вакансия 1» too. `cleaned` = something was cut. */
export function personNameOf(teacher: PlannedTeacher): { readonly name: PersonName; readonly cleaned: boolean } {
  const { lastName, firstName, middleName } = teacher;
  const name = {
    lastName: clean(lastName) || 'Без фамилии',
    firstName: clean(firstName ?? ''),
    middleName: clean(middleName ?? '') || null,
  };
  const cleaned = name.lastName !== lastName || name.firstName !== (firstName ?? '') || name.middleName !== middleName;
  return { name: PersonName.parse(name), cleaned };
}

const clean = (text: string): string =>
  text
    .replaceAll(/[’ʼ`]/g, "'")
    .replaceAll(/[–—]/g, '-')
    .replaceAll(/[^\p{L}\p{M}' .-]+/gu, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim()
    .slice(0, LONGEST)
    .trim();
