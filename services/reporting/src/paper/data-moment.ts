import type { TableModel } from '@parta/contracts/values/table-model';

/** «Данные на 26.10.2026 10:42 (МСК)», in the institution's own time. [reports §0, head] */
export function dataMoment({ asOf, timeZone }: Pick<TableModel, 'asOf' | 'timeZone'>): string {
  const instant = new Date(asOf);
  const moment = new Intl.DateTimeFormat('ru', {
    timeZone,
    ...({ day: '2-digit', month: '2-digit', year: 'numeric', hour: '2-digit', minute: '2-digit' } as const),
  }).format(instant);
  return `Данные на ${moment.replace(',', '')} (${moscowTime(timeZone, instant)})`;
}

/** Russians count zones from Moscow's: МСК, МСК+2, МСК−1. */
function moscowTime(timeZone: string, instant: Date): string {
  const hours = hoursOf(timeZone, instant) - hoursOf('Europe/Moscow', instant);
  if (hours === 0) return 'МСК';
  return `МСК${hours > 0 ? '+' : '−'}${Math.abs(hours)}`;
}

/** Hours ahead of UTC: «GMT+5:30» = 5.5. */
function hoursOf(timeZone: string, instant: Date): number {
  const parts = new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'shortOffset' }).formatToParts(instant);
  const name = parts.find((part) => part.type === 'timeZoneName')?.value ?? '';
  const [, sign = '+', hours = '0', minutes = '0'] = /GMT([+-])(\d+)(?::(\d+))?/.exec(name) ?? [];
  return (sign === '-' ? -1 : 1) * (Number(hours) + Number(minutes) / 60);
}
