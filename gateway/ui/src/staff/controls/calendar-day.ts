/** The calendar day in a time zone (IANA name): `2026-11-22`. */
export const todayIn = (timeZone: string, now = new Date()): string =>
  // sv-SE writes dates as ISO does
  now.toLocaleDateString('sv-SE', { timeZone });

/** «14:20» of an instant, on the institution's clock. */
export const clockIn = (timeZone: string, instant: string): string =>
  new Date(instant).toLocaleTimeString('ru', { timeZone, hour: '2-digit', minute: '2-digit' });

/** «14.09.2026» of `2026-09-14`. */
export const fullDate = (date: string): string => date.split('-').reverse().join('.');
