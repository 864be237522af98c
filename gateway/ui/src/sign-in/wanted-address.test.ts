import { expect, test } from '@jest/globals';
import { wantedAddress } from './wanted-address.ts';

test.each([
  ['a page of the staff', '/journal/1?lesson=2', '/', '/journal/1?lesson=2'],
  ['another site', '//example.org', '/', '/'],
  ['another site behind a backslash', '/\\example.org', '/', '/'],
  ['a script', 'javascript:alert(1)', '/', '/'],
  ['sign-in again', '/sign-in', '/', '/'],
  ['the diary for a guardian', '/diary/week?date=2026-10-13', '/diary', '/diary/week?date=2026-10-13'],
  ['a staff page for a guardian', '/journal', '/diary', '/diary'],
  ['the diary for a teacher', '/diary', '/', '/'],
])('%s (IAM-1)', (_name, to, home, address) => {
  expect(wantedAddress(`?to=${encodeURIComponent(to)}`, home)).toBe(address);
});
