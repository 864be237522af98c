import type { BellSlot } from '@parta/contracts/values/school-year';
import type { PlannedBell } from '../fet/import-plan.ts';

const HIGHEST_SLOT = 20;
const PAIR = 90;
const BREAK = 10;
const MORNING = 8 * 60 + 30;
const DAY_END = 24 * 60;

/** Bells of a plan as the year keeps them; one without a time follows the one before by the usual pair. `lost` finds no place in the day. */
export function bellSlots(bells: readonly PlannedBell[]): { readonly slots: BellSlot[]; readonly lost: PlannedBell[] } {
  const slots: BellSlot[] = [];
  const lost: PlannedBell[] = [];
  let free = MORNING;
  for (const bell of bells) {
    const start = bell.start === null ? free : minutes(bell.start);
    const end = bell.end === null ? start + PAIR : minutes(bell.end);
    if (bell.slot > HIGHEST_SLOT || end >= DAY_END) {
      lost.push(bell);
      continue;
    }
    slots.push({ slot: bell.slot, startsAt: clock(start), endsAt: clock(end) });
    free = end + BREAK;
  }
  return { slots, lost };
}

const minutes = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));

const clock = (time: number): string =>
  `${String(Math.floor(time / 60)).padStart(2, '0')}:${String(time % 60).padStart(2, '0')}`;
