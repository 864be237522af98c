import { useQueries } from '@tanstack/react-query';
import type { AnswerOf } from '../api/operations.ts';
import type { Seat } from '../api/session.ts';
import { recall } from './answer-store.ts';
import type { Reader, Student } from './reader.ts';

export interface OtherStudent {
  readonly seat: Seat;
  /** Unknown until this device has once opened the diaries of the seat. */
  readonly student: Student | undefined;
}

export const diariesKey = (userId: string, assignmentId: string): string => `${userId}/diaries/${assignmentId}`;

/** Children in institutions where the reader does not act now: a token reads one institution only. */
export function useOtherStudents(reader: Reader): readonly OtherStudent[] {
  const seats = reader.seats.filter((seat) => seat.assignmentId !== reader.acting.assignmentId);
  const answers = useQueries({
    queries: seats.map((seat) => ({
      queryKey: ['diary', 'known-students', seat.assignmentId],
      queryFn: async () =>
        (await recall<AnswerOf<'journal.listDiaries'>>(diariesKey(reader.userId, seat.assignmentId)))?.answer
          .students ?? [],
    })),
  });
  return seats.flatMap((seat, index): readonly OtherStudent[] => {
    const students = answers[index]?.data ?? [];
    return students.length > 0 ? students.map((student) => ({ seat, student })) : [{ seat, student: undefined }];
  });
}
