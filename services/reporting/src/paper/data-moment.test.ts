import { expect, test } from '@jest/globals';
import { dataMoment } from './data-moment.ts';

test.each([
  ['Europe/Moscow', '26.10.2026 10:42 (МСК)'],
  ['Asia/Yekaterinburg', '26.10.2026 12:42 (МСК+2)'],
  ['Europe/Kaliningrad', '26.10.2026 09:42 (МСК−1)'],
  ['Asia/Kamchatka', '26.10.2026 19:42 (МСК+9)'],
])('(reports §0) the moment of the data is told in the time of %s', (timeZone, expected) => {
  expect(dataMoment({ asOf: '2026-10-26T07:42:00.000Z', timeZone })).toBe(`Данные на ${expected}`);
});
