import { useQuery } from '@tanstack/react-query';
import { call } from '../../api/client.ts';
import { shortNameOf } from '../../format/person-name.ts';
import type { Choice } from '../controls/choice-box.tsx';

export type Whose = 'me' | 'class' | 'teacher' | 'room';

export const isWhose = (text: string | undefined): text is Whose =>
  text === 'me' || text === 'class' || text === 'teacher' || text === 'room';

/** Classes, teachers or rooms to choose from, in the order that people look for them. */
export function useChoices(of: Whose) {
  return useQuery({
    queryKey: ['timetable', 'choices', of],
    queryFn: ({ signal }) => load(of, signal),
    staleTime: 300_000,
  });
}

async function load(of: Whose, signal: AbortSignal): Promise<readonly Choice[]> {
  if (of === 'class') {
    const { classes } = await call('contingent.listClasses', { query: {}, signal });
    const year = Math.max(...classes.map((one) => one.year));
    return classes.filter((one) => one.year === year).map(({ id, name }) => ({ id, text: name }));
  }
  if (of === 'teacher') {
    const { staff } = await call('contingent.listStaff', { signal });
    return staff.map((one) => ({ id: one.personId, text: shortNameOf(one) }));
  }
  if (of === 'room') {
    const { rooms } = await call('curriculum.listRooms', { signal });
    return rooms.map(({ id, name }) => ({ id, text: name }));
  }
  return [];
}
