import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { onItem } from '../live/inbox.ts';

const togetherMilliseconds = 150;

/** An item of this pupil asks for the shown answers again; nothing else is asked for. */
export function useLiveDiary(studentId: string): void {
  const queries = useQueryClient();
  useEffect(() => {
    let soon: ReturnType<typeof setTimeout> | undefined;
    const ask = () => {
      soon = undefined;
      void queries.invalidateQueries({ queryKey: ['diary', 'week', studentId] });
      void queries.invalidateQueries({ queryKey: ['diary', 'subjects', studentId] });
    };
    const stop = onItem(({ fact }) => {
      // a replay after a gap brings many items: one question for all
      if (fact.studentId === studentId) soon ??= setTimeout(ask, togetherMilliseconds);
    });
    return () => {
      stop();
      clearTimeout(soon);
    };
  }, [queries, studentId]);
}
