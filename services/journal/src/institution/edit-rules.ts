import { strictestPolicy } from '@parta/contracts/rules/journal/edit-policy';
import type { EditRules } from '@parta/contracts/rules/journal/edit-window';
import { productionCalendar } from '@parta/contracts/rules/journal/production-calendar';
import { dateIn } from '@parta/contracts/values/calendar-date';

/**
 * The rules that hold for a page at this moment. While no policy is set above or in the institution, the contracts' strictest
 * default holds. [R-01, R-04]
 */
export function editRulesAt(page: { readonly year: number; readonly timeZone: string }, now: Date): EditRules {
  return { policy: strictestPolicy, calendar: productionCalendar(page.year), today: dateIn(page.timeZone, now) };
}
