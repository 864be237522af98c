import { pagesContract } from '@parta/contracts/http/journal/pages';
import type { DemoAccount } from '@parta/local/demo-account';
import { type SeedPerson, signIn } from '@parta/local/seed/seed-person';

export interface LargestPage {
  readonly account: DemoAccount;
  readonly pageId: string;
  readonly name: string;
  readonly students: number;
  /** Lessons, and every further work of a lesson: each is a column. */
  readonly columns: number;
}

/** The page of most students × columns that one of the demo's teachers writes today. */
export async function findLargestPage(url: string, accounts: readonly DemoAccount[]): Promise<LargestPage> {
  let largest: LargestPage | undefined;
  for (const account of accounts.filter(({ role }) => role === 'teacher' || role === 'class-teacher')) {
    const person = await signIn(url, account.login, account.password);
    const own = await writablePages(person, account);
    for (const page of own) if (!largest || areaOf(page) > areaOf(largest)) largest = page;
  }
  if (!largest) throw new Error('no teacher of the demo may write on any page today');
  return largest;
}

const areaOf = ({ students, columns }: LargestPage): number => students * columns;

async function writablePages(person: SeedPerson, account: DemoAccount): Promise<readonly LargestPage[]> {
  const client = person.client('journal', pagesContract);
  const { pages } = await client.listPages({ query: {} });
  const found: LargestPage[] = [];
  for (const { id, subjectName, groupName, canWrite } of pages) {
    if (!canWrite) continue;
    const { students, lessons, works, today } = await client.getPage({ params: { pageId: id } });
    if (!lessons.some((lesson) => lesson.closed === null && lesson.date <= today)) continue;
    const columns = lessons.reduce(
      (sum, lesson) => sum + Math.max(1, works.filter((work) => work.lessonId === lesson.id).length),
      0,
    );
    found.push({ account, pageId: id, name: `${subjectName}, ${groupName}`, students: students.length, columns });
  }
  return found;
}
