import { addDays, type CalendarDate } from '../../values/calendar-date.ts';
import type { RefusalCode } from '../../values/cell.ts';
import type { EditRules } from './edit-window.ts';

export interface ResultPeriod {
  readonly from: CalendarDate;
  /** First day after the period. */
  readonly to: CalendarDate;
  readonly closed: boolean;
  readonly yearClosed: boolean;
  /** The page's last lesson in the period; null where it has none. */
  readonly lastLesson: CalendarDate | null;
}

/** Why a period's results can't be set today, or undefined if they can. [000 §5.1.4; 002 §3.9, §6.3; R-17] */
export function whyResultClosed(period: ResultPeriod, { policy, today }: EditRules): RefusalCode | undefined {
  if (period.yearClosed) return 'year-closed';
  if (period.closed) return 'period-closed';
  const lastDay = addDays(period.to, -1);
  if (today < opensOn(period, lastDay, policy.resultsOpen)) return 'result-ahead';
  const days = policy.periodResultDays;
  return Number.isInteger(days) && today <= addDays(lastDay, days) ? undefined : 'result-closed';
}

function opensOn(period: ResultPeriod, lastDay: CalendarDate, opens: EditRules['policy']['resultsOpen']): CalendarDate {
  if (typeof opens === 'object') return addDays(lastDay, -opens.daysBefore);
  return opens === 'last-lesson' ? (period.lastLesson ?? lastDay) : lastDay;
}
