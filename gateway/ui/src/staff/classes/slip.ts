/** One paper slip: whose, how to sign in for the first time, until when. */
export interface Slip {
  readonly personId: string;
  readonly displayName: string;
  readonly side: 'official' | 'staff' | 'student' | 'guardian';
  readonly code: string;
  readonly login: string;
  /** An instant. */
  readonly expiresAt: string;
}

/** Pupils first, then guardians, each by name: as they are handed out. */
export const inHandingOrder = (slips: readonly Slip[]): readonly Slip[] =>
  slips.toSorted(
    (a, b) =>
      Number(a.side === 'guardian') - Number(b.side === 'guardian') || a.displayName.localeCompare(b.displayName, 'ru'),
  );
