import type { CalendarDate } from '@parta/contracts/values/calendar-date';
import type { PersonName, RelationKind } from '@parta/contracts/values/person';
import type { ImportField, RowProblem, RowValues } from './import-row.ts';
import { parseDate } from './parse-date.ts';
import { readName, readRelation, splitFullName } from './parse-person-name.ts';

const OLDEST = 80;

export interface Guardian {
  readonly name: PersonName;
  readonly relation: RelationKind;
}

/** A row as it would be written. */
export interface Student {
  readonly name: PersonName;
  readonly birthDate: CalendarDate | null;
  readonly guardians: readonly Guardian[];
}

export interface ReadRow {
  /** There if the row has no problems of its own. */
  readonly student: Student | undefined;
  readonly problems: readonly RowProblem[];
}

/** What a row says by itself, and what is wrong with it. Pure. */
export function readRow(values: RowValues, today: CalendarDate): ReadRow {
  const problems: RowProblem[] = [];
  const name = readStudentName(values, problems);
  const birthDate = readBirthDate(values, today, problems);
  const guardians = [
    ...readGuardian(values, { nameField: 'guardian1Name', relationField: 'guardian1Relation' }, problems),
    ...readGuardian(values, { nameField: 'guardian2Name', relationField: 'guardian2Relation' }, problems),
  ];
  const student = name && problems.length === 0 ? { name, birthDate, guardians } : undefined;
  return { student, problems };
}

function readStudentName(values: RowValues, problems: RowProblem[]): PersonName | undefined {
  const { lastName = '', firstName = '', middleName = '' } = values;
  if (lastName.trim() === '') problems.push({ field: 'lastName', code: 'name-missing', message: 'Нет фамилии' });
  if (firstName.trim() === '') problems.push({ field: 'firstName', code: 'name-missing', message: 'Нет имени' });
  if (problems.length > 0) return undefined;
  const name = readName({ lastName, firstName, middleName });
  if (name) return name;
  const [field, text] = unreadablePart({ lastName, firstName, middleName });
  problems.push({
    field,
    code: 'name-unreadable',
    message: `«${text}» не похоже на имя: нужны буквы, дефис или пробел`,
  });
  return undefined;
}

function unreadablePart(parts: { lastName: string; firstName: string; middleName: string }): [ImportField, string] {
  const whole = { lastName: 'А', firstName: 'А', middleName: '' };
  if (!readName({ ...whole, lastName: parts.lastName })) return ['lastName', parts.lastName];
  if (!readName({ ...whole, firstName: parts.firstName })) return ['firstName', parts.firstName];
  return ['middleName', parts.middleName];
}

function readBirthDate(
  { birthDate = '' }: RowValues,
  today: CalendarDate,
  problems: RowProblem[],
): CalendarDate | null {
  const text = birthDate.trim();
  if (text === '') return null;
  const wrong = (code: string, message: string): null => {
    problems.push({ field: 'birthDate', code, message });
    return null;
  };
  const date = parseDate(text, today);
  if (!date)
    return wrong(
      'date-unreadable',
      /^[\d./-]+$/.test(text) ? `Даты ${text} не бывает` : `«${text}» не дата: нужно ДД.ММ.ГГГГ`,
    );
  if (date > today) return wrong('date-in-future', `Дата рождения ${text} ещё не наступила`);
  if (Number(date.slice(0, 4)) < Number(today.slice(0, 4)) - OLDEST) {
    return wrong('date-too-old', `По дате ${text} ученику больше ${OLDEST} лет: проверьте год`);
  }
  return date;
}

interface GuardianFields {
  readonly nameField: 'guardian1Name' | 'guardian2Name';
  readonly relationField: 'guardian1Relation' | 'guardian2Relation';
}

function readGuardian(
  values: RowValues,
  { nameField, relationField }: GuardianFields,
  problems: RowProblem[],
): readonly Guardian[] {
  const text = values[nameField]?.trim() ?? '';
  if (text === '') return [];
  const name = readName(splitFullName(text));
  if (name) return [{ name, relation: readRelation(values[relationField] ?? '') }];
  const message = `Представитель «${text}» не прочитан: нужны фамилия и имя`;
  problems.push({ field: nameField, code: 'guardian-unreadable', message });
  return [];
}
