import { createHash } from 'node:crypto';
import type { CalendarDate } from '@parta/contracts/values/calendar-date';

/**
 * The id of the lesson that a timetable puts at one place: the same (teaching group, date, slot) always gets the same
 * id, so marks stay attached through a re-planning. UUID version 8 over SHA-256; not v7, for its time would have to be
 * made up. [domain §3]
 */
export function lessonId(teachingGroupId: string, date: CalendarDate, slot: number): string {
  const bytes = createHash('sha256').update(`lesson ${teachingGroupId} ${date} ${slot}`).digest();
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x80;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = bytes.toString('hex', 0, 16);
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
