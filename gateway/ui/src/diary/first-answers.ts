import { askFirst } from '../api/first-answers.ts';
import { renewSession } from '../api/token.ts';
import { newestItems } from '../live/newest-items.ts';

/**
 * Runs before the pages: takes the session up and asks for the shown week while React and the diary are still on their way, which
 * on a phone is most of the wait, and for the news that stand in it, which would move its lines if they came later.
 * What fails here is asked for again by the page, which knows how to say so.
 */
async function begin(): Promise<void> {
  const search = new URLSearchParams(location.search);
  const week = search.get('week') ?? undefined;
  const askWeek = (studentId: string) =>
    askFirst('journal.diaryWeek', { params: { studentId }, query: week ? { week } : {} });
  const session = await renewSession();
  if (!session || (session.acting.side !== 'student' && session.acting.side !== 'guardian')) return;
  const diaries = askFirst('journal.listDiaries', {});
  void askFirst('notifications.listInbox', newestItems);
  const known = search.get('student') ?? (session.acting.side === 'student' ? session.user.personId : undefined);
  const studentId = known ?? (await diaries).students[0]?.studentId;
  if (studentId) await askWeek(studentId);
}

if (/^\/diary\/?$/.test(location.pathname)) begin().catch(() => undefined);
