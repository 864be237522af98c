import { describe, expect, it } from '@jest/globals';
import { calendarOfYear, schoolYearOn } from './calendar-of-year.ts';
import { placeLessons } from './place-lessons.ts';
import { hoursOfWorkload, planWorkload } from './plan-workload.ts';
import { demoGrades } from './school-plan.ts';
import { seededRandom } from './seeded-random.ts';
import { CalendarDate } from '@parta/contracts/values/calendar-date';

const classes = demoGrades({
  1: 'АБВ',
  2: 'АБВ',
  3: 'АБ',
  4: 'АБ',
  5: 'АБВ',
  6: 'АБВ',
  7: 'АБ',
  8: 'АБ',
  9: 'АБВ',
  10: 'А',
  11: 'А',
}).map((each) => ({ ...each, id: each.name }));

describe('the demo school', () => {
  const workload = planWorkload(classes);
  const gradeOf = (id: string): number => Number.parseInt(id, 10);
  const hours = hoursOfWorkload(workload, gradeOf);
  const placed = placeLessons(hours, seededRandom(7));

  it('has 25 classes and a staff of a real size', () => {
    expect(classes).toHaveLength(25);
    expect(workload.teachers.length).toBeGreaterThan(35);
    expect(workload.teachers.length).toBeLessThan(65);
  });

  it('places every hour, nobody in two rooms at once, classes without windows (CUR-7)', () => {
    expect(placed).toHaveLength(hours.length);
    const places = placed.flatMap((each) =>
      [each.classId, ...each.teachers].map((who) => `${who}@${each.weekday}/${each.slot}`),
    );
    expect(new Set(places).size).toBe(places.length);
    for (const each of placed) {
      const before = placed.some(
        (other) => other.classId === each.classId && other.weekday === each.weekday && other.slot === each.slot - 1,
      );
      expect(each.slot === 1 || before).toBe(true);
    }
  });

  it.each([
    ['2026-11-22', 2026],
    ['2027-07-15', 2026],
    ['2026-09-01', 2026],
  ])('is in a school year on %s', (today, year) => {
    expect(schoolYearOn(CalendarDate.parse(today))).toBe(year);
  });

  it('has periods in order, without overlap (CUR-1)', () => {
    for (const scheme of calendarOfYear(2026, 'school').schemes) {
      const borders = scheme.periods.flatMap((period) => [period.from, period.to]);
      expect(borders).toEqual(borders.toSorted());
    }
  });
});
