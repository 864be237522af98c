import { createHash } from 'node:crypto';
import type { PersonName } from '@parta/contracts/values/person';

const latin: Readonly<Record<string, string>> = Object.fromEntries(
  'а=a б=b в=v г=g д=d е=e ё=e ж=zh з=z и=i й=y к=k л=l м=m н=n о=o п=p р=r с=s т=t у=u ф=f х=kh ц=ts ч=ch ш=sh щ=shch ъ= ы=y ь= э=e ю=yu я=ya'
    .split(' ')
    .map((pair) => pair.split('=') as [string, string]),
);

/** Russian letters by the transliteration of passports, other letters without their marks, nothing else. */
export const transliterate = (text: string): string =>
  [...text.toLowerCase()].map((letter) => latin[letter] ?? letter.normalize('NFD').replaceAll(/[^a-z]/g, '')).join('');

/**
 * Logins to try in turn for a person: surname, initials and a number: `ivanovaas4127`. The number comes from the user's id, so a
 * replay tries the same ones, and thousands of namesakes in a region do not queue for the same next number.
 */
export function* loginProposals({ lastName, firstName, middleName }: PersonName, userId: string): Generator<string> {
  const surname = transliterate(lastName).slice(0, 24) || 'user';
  const initials =
    transliterate(firstName.slice(0, 1)).slice(0, 2) + transliterate((middleName ?? '').slice(0, 1)).slice(0, 2);
  for (let attempt = 0; attempt < 50; attempt++) {
    // namesakes meet more often in four digits than they will in six
    const digits = attempt < 5 ? 9000 : 900_000;
    const number = createHash('sha256').update(`${userId} ${attempt}`).digest().readUInt32BE() % digits;
    yield `${surname}${initials}${number + digits / 9}`;
  }
}
