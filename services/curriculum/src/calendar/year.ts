import { invalid } from '@parta/chassis/errors';
import type { CalendarDate } from '@parta/contracts/values/calendar-date';
import type { BellSchedule, Holiday, Period, PeriodScheme } from '@parta/contracts/values/school-year';

export interface YearPlan {
  readonly id: string;
  readonly from: CalendarDate;
  readonly to: CalendarDate;
  readonly schemes: readonly PeriodScheme[];
  readonly holidays: readonly Holiday[];
  readonly workingSaturdays: readonly CalendarDate[];
  readonly weekDays: number;
  readonly bells: readonly BellSchedule[];
}

/** Half-open in the institution's calendar dates. [CUR-1] */
export interface Year extends YearPlan {
  readonly year: number;
  readonly state: 'planned' | 'open' | 'closing' | 'closed';
  readonly version: number;
}

/** @throws DomainError `period-outside-year`, `periods-overlap`: of one scheme; schemes of different classes do overlap */
export function checkPeriods({ from, to, schemes }: Pick<YearPlan, 'from' | 'to' | 'schemes'>): void {
  if (from >= to) throw invalid('period-outside-year', { from, to });
  for (const { name, periods } of schemes) {
    const inOrder = periods.toSorted((one, other) => (one.from < other.from ? -1 : 1));
    for (const [index, period] of inOrder.entries()) {
      if (period.from < from || period.to > to || period.from >= period.to) {
        throw invalid('period-outside-year', { scheme: name, period: period.name });
      }
      const next: Period | undefined = inOrder[index + 1];
      if (next && next.from < period.to) throw invalid('periods-overlap', { scheme: name, period: next.name });
    }
  }
}

/** What is still referred to. */
export interface InUse {
  readonly schemeIds: ReadonlySet<string>;
  readonly bellIds: ReadonlySet<string>;
}

/**
 * The year as it shall be. A scheme or bell schedule that teaching groups or timetables follow stays though the caller left it
 * out: without it their lessons would vanish.
 */
export function nextYear(before: Year | undefined, plan: YearPlan, inUse: InUse): Omit<Year, 'year' | 'version'> {
  const keep = <T extends { readonly id: string }>(
    had: readonly T[],
    wanted: readonly T[],
    used: ReadonlySet<string>,
  ): T[] => {
    const named = new Set(wanted.map(({ id }) => id));
    return [...wanted, ...had.filter(({ id }) => used.has(id) && !named.has(id))];
  };
  return {
    ...plan,
    id: before?.id ?? plan.id,
    state: before?.state ?? 'open',
    schemes: keep(before?.schemes ?? [], plan.schemes, inUse.schemeIds),
    bells: keep(before?.bells ?? [], plan.bells, inUse.bellIds),
  };
}

/** Whether nothing differs that anyone could see. */
export function sameYear(one: Omit<Year, 'year' | 'version'>, other: Omit<Year, 'year' | 'version'>): boolean {
  return canonical(one) === canonical(other);
}

const canonical = (year: Omit<Year, 'year' | 'version'>): string =>
  JSON.stringify([
    ...[year.id, year.from, year.to, year.state, year.weekDays],
    year.schemes.map(({ id, name, kind, periods }) => [
      ...[id, name, kind],
      periods.map((period) => [period.id, period.number, period.name, period.from, period.to]),
    ]),
    year.holidays.map(({ name, from, to }) => [name, from, to]),
    year.workingSaturdays,
    year.bells.map(({ id, name, slots }) => [
      id,
      name,
      slots.map(({ slot, startsAt, endsAt }) => [slot, startsAt, endsAt]),
    ]),
  ]);
