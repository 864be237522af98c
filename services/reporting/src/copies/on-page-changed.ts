import { onOften } from '@parta/chassis/events/consumer';
import { pageChangedV1 } from '@parta/contracts/events/journal/page-changed.v1';
import { keepPage } from './keep-page.ts';

/**
 * Keeps the newest version of each cell. A save that arrives late changes only the cells that no later save has written, so any
 * order and any repetition end in the same state.
 */
export const onPageChanged = onOften(pageChangedV1, async (read, { institutionId, data }) => ({
  value: undefined,
  last: data ? await keepPage(read, { ...data, institutionId }) : [],
}));
