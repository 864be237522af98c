import { createContext, useContext } from 'react';
import type { AnswerOf } from '../api/operations.ts';
import type { Seat } from '../api/session.ts';
import type { SessionAnswer } from '../api/token.ts';

export type Student = AnswerOf<'journal.listDiaries'>['students'][number];

/** Who reads the diary; remembered, so that the last seen week opens without network. */
export interface Reader {
  readonly userId: string;
  readonly name: string;
  readonly acting: Seat;
  /** Every seat of a pupil or guardian, in all institutions. */
  readonly seats: readonly Seat[];
  /** Remembered from the last visit: nothing can be asked of the server now. */
  readonly isRemembered: boolean;
}

const place = 'parta.diary.reader';

export function readerOf({ user, acting, seats }: SessionAnswer): Reader {
  const own = seats.filter((seat) => seat.side === 'guardian' || seat.side === 'student');
  return { userId: user.id, name: user.displayName, acting, seats: own, isRemembered: false };
}

export const rememberReader = (reader: Reader): void => localStorage.setItem(place, JSON.stringify(reader));
export const forgetReader = (): void => localStorage.removeItem(place);

export function rememberedReader(): Reader | undefined {
  const text = localStorage.getItem(place);
  return text === null ? undefined : { ...(JSON.parse(text) as Reader), isRemembered: true };
}

export interface OpenDiary {
  readonly reader: Reader;
  readonly student: Student;
}

export const DiaryContext = createContext<OpenDiary | undefined>(undefined);

/** Whose diary is open and who reads it. */
export function useDiary(): OpenDiary {
  const diary = useContext(DiaryContext);
  if (!diary) throw new Error('no diary here');
  return diary;
}
