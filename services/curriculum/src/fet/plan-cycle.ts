import type { FetNamed } from './fet-file.ts';
import type { PlannedCycle, PlannedDay, Report } from './import-plan.ts';

const weekday = (full: string, short: string): RegExp =>
  new RegExp(String.raw`${full}|(?<!\p{L})(?:${short})(?!\p{L})`, 'iu');

const WEEKDAYS: readonly RegExp[] = [
  weekday('понедельник|monday', 'пн|пон|mon'),
  weekday('вторник|tuesday', 'вт|втр|tue'),
  weekday('среда|wednesday', 'ср|срд|wed'),
  weekday('четверг|thursday', 'чт|чтв|thu'),
  weekday('пятница|friday', 'пт|птн|fri'),
  weekday('суббота|saturday', 'сб|суб|sat'),
  weekday('воскресенье|sunday', 'вс|вск|sun'),
];

const WEEK_WORDS = /\s*(?:недел[яи]|нед\.?|week)\s*/giu;
/** A letter, a number, or the names that Russian colleges give their two weeks. */
const WEEK_MARK =
  /^(?:\p{L}|[1-8]|i{1,3}|iv|числитель|знаменатель|числ|знам|верхняя|нижняя|неч[её]тная|ч[её]тная|неч[её]т|ч[её]т)$/iu;
/** The Latin letters that look Cyrillic, so that «A-Среда» typed on either keyboard names one week. */
const LOOKALIKES = new Map([...'ABCEHKMOPTX'].map((letter, index) => [letter, [...'АВСЕНКМОРТХ'][index] ?? letter]));

interface NamedDay {
  readonly index: number;
  readonly day: FetNamed;
  readonly weekday: number;
  readonly mark: string;
}

/**
 * «А-Понедельник … В-Суббота» → two weeks of six days; plain weekdays → one week. Weeks stand in the order in which the
 * file first names them, for «А, В» and «А, Б» are both in use. A day that is neither is reported and missing.
 */
export function planCycle(days: readonly FetNamed[], report: Report): PlannedCycle {
  if (days.length === 0) {
    report({ line: 1, element: 'Days_List', name: '', code: 'no-days', effect: 'skipped', params: {} });
  }
  const named = days.flatMap((day, index) => readDay(day, index, report));
  // «1. Понедельник, 2. Вторник»: the number is the day's own, not a week's
  const once = new Set(named.map((day) => day.weekday)).size === named.length;
  const numbered = once && named.length > 1 && named.every(({ mark, index }) => mark === String(index + 1));
  const marks = numbered ? [''] : [...new Set(named.map(({ mark }) => mark))];
  const taken = new Map<string, PlannedDay>();
  for (const { index, day, weekday, mark } of named) {
    const weekIndex = numbered ? 0 : marks.indexOf(mark);
    const place = `${weekIndex}/${weekday}`;
    if (taken.has(place)) {
      report({ line: day.line, element: 'Day', name: day.name, code: 'day-repeated', effect: 'skipped', params: {} });
    } else taken.set(place, { index, name: day.name, weekIndex, weekday });
  }
  return { weeks: Math.max(1, marks.length), weekNames: marks.length > 0 ? marks : [''], days: [...taken.values()] };
}

function readDay(day: FetNamed, index: number, report: Report): NamedDay[] {
  for (const [position, pattern] of WEEKDAYS.entries()) {
    if (!pattern.test(day.name)) continue;
    const rest = day.name.replace(pattern, ' ').replace(WEEK_WORDS, ' ');
    const mark = rest.replace(/[\s.,:;()[\]/_–—-]+/gu, ' ').trim();
    if (mark === '' || WEEK_MARK.test(mark)) return [{ index, day, weekday: position + 1, mark: canonical(mark) }];
  }
  report({ line: day.line, element: 'Day', name: day.name, code: 'day-unknown', effect: 'skipped', params: {} });
  return [];
}

function canonical(mark: string): string {
  const upper = mark.length === 1 ? mark.toUpperCase() : mark.toLowerCase();
  return LOOKALIKES.get(upper) ?? upper;
}
