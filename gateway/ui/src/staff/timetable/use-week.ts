import { useQuery } from '@tanstack/react-query';
import { call } from '../../api/client.ts';
import type { AnswerOf } from '../../api/operations.ts';
import type { Whose } from './use-whose.ts';

export type Week = AnswerOf<'curriculum.getTimetable'>;
export type Lesson = Week['lessons'][number];

/** One week; while the arrows are pressed the week before stays known, but is not shown as this one. */
export function useWeek({ of, id, week }: { of: Whose; id: string | undefined; week: string }) {
  return useQuery({
    queryKey: ['timetable', 'week', of, id ?? '', week],
    queryFn: ({ signal }) => call('curriculum.getTimetable', { query: { of, id, week }, signal }),
    enabled: of === 'me' || id !== undefined,
    staleTime: 60_000,
  });
}
