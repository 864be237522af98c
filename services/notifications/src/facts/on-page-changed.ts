import type { Clock } from '@parta/chassis/clock';
import { onOften, type Subscription } from '@parta/chassis/events/consumer';
import { pageChangedV1 } from '@parta/contracts/events/journal/page-changed.v1';
import { dateIn } from '@parta/contracts/values/calendar-date';
import { type Delivery, deliver } from '../inbox/deliver.ts';
import type { Nudges } from '../inbox/nudges.ts';
import { factsOfSave } from './facts-of-save.ts';
import { readSurroundings } from './surroundings-queries.ts';

const DAY_MS = 86_400_000;
/** Change streams are kept so long; what is older comes from a rebuild and is no news to anybody. */
const NEWS_DAYS = 14;

/** A new mark, absence, homework or result reaches the student and the guardians. [NTF-2] */
export const onPageChanged = (clock: Clock, nudges: Nudges): Subscription =>
  onOften(
    pageChangedV1,
    async (read, { institutionId, data: save }) => {
      const now = clock.now();
      if (!save || now.getTime() - Date.parse(save.at) > NEWS_DAYS * DAY_MS) return { value: undefined, last: [] };
      const { around, recipients } = await readSurroundings(read, save, dateIn('UTC', now));
      const byUser = new Map<string, Delivery['facts'][number][]>();
      for (const { studentId, fact } of factsOfSave(save, around)) {
        for (const userId of recipients.get(studentId) ?? []) byUser.set(userId, [...(byUser.get(userId) ?? []), fact]);
      }
      const deliveries = [...byUser].map(([userId, own]) => ({ userId, facts: own }));
      return {
        value: () => nudges.now(deliveries.map((each) => each.userId)),
        last: deliver(institutionId, new Date(save.at), deliveries),
      };
    },
    { purpose: 'news' },
  );
