import { addDays, type CalendarDate, mondayOf, weekdayOf } from '@parta/contracts/values/calendar-date';
import { uuidV7 } from '@parta/contracts/kernel/uuid';

/** The school year that is on, or the last one in summer, so that there is always something to show. */
export const schoolYearOn = (today: CalendarDate): number =>
  Number(today.slice(0, 4)) - (today.slice(5) < '09-01' ? 1 : 0);

const date = (text: string): CalendarDate => text as CalendarDate;

/** The Monday nearest to a day: terms begin and end with weeks. */
const mondayNear = (text: string): CalendarDate => mondayOf(addDays(date(text), 3));

const period = (number: number, name: string, from: CalendarDate, to: CalendarDate) => ({
  id: uuidV7(),
  number,
  name,
  from,
  to,
});

/** Terms and holidays of a school year, half-open, on the pattern of the ministry's letters: quarters of whole weeks, real days off. */
export function calendarOfYear(year: number, kind: 'school' | 'college') {
  const next = year + 1;
  const from = firstSchoolDay(year);
  const autumn = mondayNear(`${year}-10-26`);
  const second = addDays(autumn, 7);
  const winter = date(`${year}-12-30`);
  const third = mondayNear(`${next}-01-11`);
  const spring = mondayNear(`${next}-03-22`);
  const fourth = addDays(spring, 7);
  const end = kind === 'school' ? date(`${next}-05-27`) : date(`${next}-07-01`);
  const quarters = {
    id: uuidV7(),
    name: 'Четверти',
    kind: 'quarter' as const,
    periods: [
      period(1, 'I четверть', from, autumn),
      period(2, 'II четверть', second, winter),
      period(3, 'III четверть', third, spring),
      period(4, 'IV четверть', fourth, end),
    ],
  };
  const halves = {
    id: uuidV7(),
    name: 'Полугодия',
    kind: 'half-year' as const,
    periods: [period(1, 'I полугодие', from, winter), period(2, 'II полугодие', third, end)],
  };
  const semesters = {
    id: uuidV7(),
    name: 'Семестры',
    kind: 'semester' as const,
    periods: [period(1, '1 семестр', from, winter), period(2, '2 семестр', third, end)],
  };
  const breaks = [
    holiday('Осенние каникулы', autumn, second),
    holiday('Зимние каникулы', winter, third),
    holiday('Весенние каникулы', spring, fourth),
  ];
  return {
    id: uuidV7(),
    from,
    to: end,
    schemes: kind === 'school' ? [quarters, halves] : [semesters],
    holidays: [...(kind === 'school' ? breaks : breaks.slice(1, 2)), ...daysOff(year)],
    workingSaturdays: [],
    weekDays: kind === 'school' ? 5 : 6,
    bells: kind === 'school' ? [{ id: uuidV7(), name: 'Основное расписание', slots: schoolBells }] : [],
  };
}

const holiday = (name: string, start: CalendarDate, to: CalendarDate) => ({ name, from: start, to });
const dayOff = (name: string, text: string) => holiday(name, date(text), addDays(date(text), 1));

const daysOff = (year: number) => [
  dayOff('День народного единства', `${year}-11-04`),
  dayOff('День защитника Отечества', `${year + 1}-02-23`),
  dayOff('Международный женский день', `${year + 1}-03-08`),
  dayOff('Праздник Весны и Труда', `${year + 1}-05-01`),
  dayOff('День Победы', `${year + 1}-05-09`),
];

/** 1 September, or the Monday after a weekend. */
function firstSchoolDay(year: number): CalendarDate {
  const first = date(`${year}-09-01`);
  const weekday = weekdayOf(first);
  return weekday <= 5 ? first : addDays(first, 8 - weekday);
}

const bell = (slot: number, startsAt: string, endsAt: string) => ({ slot, startsAt, endsAt });
const schoolBells = [
  bell(1, '08:30', '09:15'),
  bell(2, '09:25', '10:10'),
  bell(3, '10:30', '11:15'),
  bell(4, '11:35', '12:20'),
  bell(5, '12:30', '13:15'),
  bell(6, '13:25', '14:10'),
  bell(7, '14:20', '15:05'),
  bell(8, '15:15', '16:00'),
];
