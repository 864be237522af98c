/** Texts of a lesson that the server does not have yet, with the version that their writer saw. */
export interface RecordDraft {
  readonly topic: string;
  readonly homework: string;
  readonly baseVersion: number;
}

const placeOf = (userId: string, lessonId: string): string => `parta.record/${userId}/${lessonId}`;

/** Kept by the tab: a reload or a crash of the browser brings them back, the next person at this computer does not see them. */
export function readDraft(userId: string, lessonId: string): RecordDraft | undefined {
  const text = sessionStorage.getItem(placeOf(userId, lessonId));
  return text === null ? undefined : (JSON.parse(text) as RecordDraft);
}

export const keepDraft = (userId: string, lessonId: string, draft: RecordDraft): void =>
  sessionStorage.setItem(placeOf(userId, lessonId), JSON.stringify(draft));

export const dropDraft = (userId: string, lessonId: string): void =>
  sessionStorage.removeItem(placeOf(userId, lessonId));
