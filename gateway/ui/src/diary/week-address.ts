import { addDays, dayOf, daysBetween, mondayOf } from '../format/russian-date.ts';

/** `2026-W42` of a day; the week belongs to the year that holds its Thursday. */
export function weekOf(date: string): string {
  const thursday = addDays(mondayOf(date), 3);
  const year = thursday.slice(0, 4);
  const number = Math.floor(daysBetween(`${year}-01-01`, thursday) / 7) + 1;
  return `${year}-W${String(number).padStart(2, '0')}`;
}

/** Monday of `2026-W42`; 4 January is always in week 1. */
export const mondayOfWeek = (week: string): string =>
  addDays(mondayOf(`${week.slice(0, 4)}-01-04`), (Number(week.slice(6)) - 1) * 7);

export const shiftWeek = (week: string, weeks: number): string => weekOf(addDays(mondayOfWeek(week), weeks * 7));

const months = [
  'января',
  'февраля',
  'марта',
  'апреля',
  'мая',
  'июня',
  'июля',
  'августа',
  'сентября',
  'октября',
  'ноября',
  'декабря',
];
const monthOf = (date: string): string => months[Number(date.slice(5, 7)) - 1] ?? '';

/** «12–17 октября», «28 сентября – 3 октября». */
export function weekTitle(from: string, to: string): string {
  if (from.slice(0, 7) === to.slice(0, 7)) return `${dayOf(from)}–${dayOf(to)} ${monthOf(to)}`;
  return `${dayOf(from)} ${monthOf(from)} – ${dayOf(to)} ${monthOf(to)}`;
}

/** What a diary address keeps: whose, which week, the lesson or work to show, the subjects' view. */
export interface DiarySearch {
  readonly student?: string;
  readonly week?: string;
  readonly lesson?: string;
  readonly work?: string;
  readonly view?: 'results' | 'absences';
  readonly subject?: string;
}

const week = /^\d{4}-W(0[1-9]|[1-4]\d|5[0-3])$/;
const id = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Reads the address; what is no week and no id is dropped, so that a mended link still opens the diary. */
export function readDiarySearch(search: Record<string, unknown>): DiarySearch {
  const kept = (name: string, shape: RegExp) =>
    typeof search[name] === 'string' && shape.test(search[name]) ? { [name]: search[name] } : {};
  return {
    ...kept('student', id),
    ...kept('week', week),
    ...kept('lesson', id),
    ...kept('work', id),
    ...kept('subject', id),
    ...kept('view', /^(results|absences)$/),
  };
}
