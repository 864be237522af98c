import type { CalendarDate } from '@parta/contracts/values/calendar-date';
import type { PeriodKind } from '@parta/contracts/values/school-year';
import type { ClassFacts } from './class-facts.ts';
import { coveredSpan } from './covered-span.ts';

const numerals = ['I', 'II', 'III', 'IV', 'V', 'VI', 'VII', 'VIII', 'IX', 'X', 'XI', 'XII'];

export const roman = (number: number): string => numerals[number - 1] ?? String(number);

/** `2026/27` */
export const yearText = (year: number): string => `${year}/${String((year + 1) % 100).padStart(2, '0')}`;

/** `12.10.2026` */
export const dayText = (date: CalendarDate): string => date.split('-').reverse().join('.');

const periodNames: Readonly<Record<PeriodKind, readonly [one: string, many: string]>> = {
  quarter: ['четверть', 'четверти'],
  'half-year': ['полугодие', 'полугодия'],
  trimester: ['триместр', 'триместры'],
  semester: ['семестр', 'семестры'],
};

type Named = Pick<ClassFacts, 'scheme' | 'upToPeriod' | 'year' | 'className'> & {
  readonly institution: { readonly kind: 'school' | 'college' };
};

/** «I четверть», «I–III четверти», «учебный год». */
export function periodText({ scheme, upToPeriod }: Pick<Named, 'scheme' | 'upToPeriod'>): string {
  if (upToPeriod === null) return 'учебный год';
  const [one, many] = periodNames[scheme.kind];
  return upToPeriod === 1 ? `I ${one}` : `I–${roman(upToPeriod)} ${many}`;
}

/** School: S-06; college: the name of S-14. [reports §0, words] */
export function titleOf(facts: Named): string {
  const { className, year, upToPeriod } = facts;
  if (facts.institution.kind === 'school') {
    return `Сводная ведомость учёта успеваемости обучающихся ${className}, ${yearText(year)}`;
  }
  const span =
    upToPeriod === null ? `${yearText(year)} учебный год` : `${periodText(facts)} ${yearText(year)} учебного года`;
  return `Сводная ведомость успеваемости группы ${className} за ${span}`;
}

/** The lines of parameters below the title. */
export function subtitleOf(facts: ClassFacts): string[] {
  const { from, lastDay } = coveredSpan(facts);
  const unit = facts.institution.kind === 'school' ? 'Класс' : 'Группа';
  return [`${unit} ${facts.className}`, `${capitalised(periodText(facts))} (${dayText(from)} – ${dayText(lastDay)})`];
}

const capitalised = (text: string): string => `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`;

/** Positions in the order in which they sign. */
export const signerTitles = {
  school: { classTeacher: 'Классный руководитель', deputy: 'Заместитель директора по УВР', director: 'Директор' },
  college: { classTeacher: 'Куратор', deputy: 'Заведующий учебной частью', director: 'Директор' },
} as const;
