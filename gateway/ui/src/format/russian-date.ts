const months = ['янв', 'фев', 'мар', 'апр', 'мая', 'июн', 'июл', 'авг', 'сен', 'окт', 'ноя', 'дек'];
const monthNames = [
  'Январь',
  'Февраль',
  'Март',
  'Апрель',
  'Май',
  'Июнь',
  'Июль',
  'Август',
  'Сентябрь',
  'Октябрь',
  'Ноябрь',
  'Декабрь',
];
const monthsOf = [
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
const weekdays = ['вс', 'пн', 'вт', 'ср', 'чт', 'пт', 'сб'];
const weekdayNames = ['Воскресенье', 'Понедельник', 'Вторник', 'Среда', 'Четверг', 'Пятница', 'Суббота'];

const at = (date: string): Date => new Date(`${date}T00:00:00Z`);

/** «14 сен» of `2026-09-14`. */
export const dayMonth = (date: string): string => `${at(date).getUTCDate()} ${months[at(date).getUTCMonth()] ?? ''}`;

/** «пн 14 сен». */
export const weekdayDayMonth = (date: string): string => `${weekdayOf(date)} ${dayMonth(date)}`;

/** «Понедельник, 14 сентября». */
export const fullDay = (date: string): string =>
  `${weekdayNames[at(date).getUTCDay()] ?? ''}, ${at(date).getUTCDate()} ${monthsOf[at(date).getUTCMonth()] ?? ''}`;

export const dayOf = (date: string): number => at(date).getUTCDate();
export const weekdayOf = (date: string): string => weekdays[at(date).getUTCDay()] ?? '';
export const monthNameOf = (date: string): string => monthNames[at(date).getUTCMonth()] ?? '';

/** The date so many days later. */
export const addDays = (date: string, days: number): string =>
  new Date(at(date).getTime() + days * 86_400_000).toISOString().slice(0, 10);

/** Whole days from one date to another. */
export const daysBetween = (from: string, to: string): number =>
  Math.round((at(to).getTime() - at(from).getTime()) / 86_400_000);

/** Monday of the date's week. */
export const mondayOf = (date: string): string => addDays(date, -((at(date).getUTCDay() + 6) % 7));

/** «10:42» of an instant, on the reader's clock. */
export const clockTime = (instant: string): string =>
  new Date(instant).toLocaleTimeString('ru', { hour: '2-digit', minute: '2-digit' });

/** `08:30:00` as «8:30». */
export const lessonTime = (time: string): string => time.slice(0, 5).replace(/^0/, '');
