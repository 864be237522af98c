import type { InboxItem } from '@parta/contracts/values/inbox-fact';
import { sessionState, switchSeat } from '../api/session.ts';
import { diaryAddressOf } from './inbox-sentence.ts';

/** Opens the diary at an item, acting first in the family's seat of that institution when another one is taken. */
export async function openItem(item: InboxItem, go: (address: string) => void): Promise<void> {
  const state = sessionState();
  if (state.status === 'signed-in') {
    const { acting, seats } = state.session;
    const fits = (seat: typeof acting) =>
      seat.nodeId === item.institutionId && (seat.side === 'guardian' || seat.side === 'student');
    const seat = fits(acting) ? undefined : seats.find(fits);
    if (seat) await switchSeat(seat.assignmentId);
  }
  go(diaryAddressOf(item.fact));
}
