import type { FetNamed } from './fet-file.ts';
import type { PlannedBell, Report } from './import-plan.ts';
import { uniqueNames } from './unique-names.ts';

const TIME = /(?<!\d)([01]?\d|2[0-3])[:.]([0-5]\d)(?!\d)/gu;
const PAIR = 90;
const LESSON = 45;
const DAY = 24 * 60;

interface Times {
  readonly start: number | null;
  readonly end: number | null;
}

/**
 * «08:30» tells a start, «08:30-10:00» both. A missing end is guessed: a pair of 90 minutes, a lesson of 45 where the
 * starts lie closer than a pair, never past the next start.
 */
export function planBells(hours: readonly FetNamed[], report: Report): PlannedBell[] {
  if (hours.length === 0) {
    report({ line: 1, element: 'Hours_List', name: '', code: 'no-hours', effect: 'skipped', params: {} });
  }
  const unique = new Set(uniqueNames(hours, 'Hour', report).values());
  const times = hours.map(({ name }) => readTimes(name));
  const usual = usualLength(times);
  return hours.flatMap((hour, index): PlannedBell[] => {
    // a slot keeps its place in the day, or every time after a repeated name would move
    if (!unique.has(hour)) return [];
    const bell = { key: hour.externalKey, line: hour.line, slot: index + 1, name: hour.name };
    const problem = { line: hour.line, element: 'Hour', name: hour.name, effect: 'adjusted' } as const;
    const { start, end } = times[index] ?? { start: null, end: null };
    if (start === null) {
      report({ ...problem, code: 'bell-without-time', params: { slot: bell.slot } });
      return [{ ...bell, start: null, end: null }];
    }
    if (times.slice(0, index).some((earlier) => (earlier.end ?? earlier.start ?? -1) > start)) {
      report({ ...problem, code: 'bell-order', params: { slot: bell.slot } });
    }
    if (end !== null) return [{ ...bell, start: clock(start), end: clock(end) }];
    const next = times.slice(index + 1).find((later) => later.start !== null && later.start > start)?.start ?? DAY - 1;
    const guessed = Math.min(start + usual, next);
    const params = { slot: bell.slot, start: clock(start), end: clock(guessed) };
    report({ ...problem, code: 'bell-end-guessed', params });
    return [{ ...bell, start: clock(start), end: clock(guessed) }];
  });
}

function readTimes(name: string): Times {
  const found = [...name.matchAll(TIME)].map((match) => Number(match[1]) * 60 + Number(match[2]));
  const [start = null, end = null] = found;
  // «9.30 - 8.15» tells no end that could be believed
  return { start, end: start !== null && end !== null && end > start ? end : null };
}

function usualLength(times: readonly Times[]): number {
  const starts = times.flatMap(({ start }) => (start === null ? [] : [start]));
  const gaps = starts.slice(1).map((start, index) => start - (starts[index] ?? start));
  return gaps.some((gap) => gap > 0 && gap < PAIR) ? LESSON : PAIR;
}

const clock = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
