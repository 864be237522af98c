import { on } from '@parta/chassis/events/consumer';
import { pageChangedV1 } from '@parta/contracts/events/journal/page-changed.v1';
import { keepPage } from './keep-page.ts';

/**
 * Keeps the newest version of each cell. A save that arrives late changes only the cells that no later save has written, so any
 * order and any repetition end in the same state.
 */
export const onPageChanged = on(pageChangedV1, async (trx, { institutionId, data }) => {
  if (data) await keepPage(trx, { ...data, institutionId });
});
