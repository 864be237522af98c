import { expect, test } from '@jest/globals';
import { wantedOf } from './wanted.ts';

const offer = {
  reports: [{ key: 'class-summary' }],
  classes: [
    { id: 'a', year: 2026, periods: [{ number: 1 }, { number: 2 }] },
    { id: 'b', year: 2026, periods: [] },
  ],
} as const;

test.each([
  [{}, { classId: 'a', upToPeriod: undefined }],
  [
    { class: 'b', upTo: '2' },
    { classId: 'b', upToPeriod: undefined },
  ],
  [
    { class: 'a', upTo: '2' },
    { classId: 'a', upToPeriod: 2 },
  ],
  [
    { class: 'gone', upTo: 'x' },
    { classId: 'a', upToPeriod: undefined },
  ],
])('%j opens %j (RPT-3)', (address, wanted) => {
  expect(wantedOf(offer, address)).toEqual({ report: 'class-summary', year: 2026, ...wanted });
});

test('without classes there is nothing to make (RPT-3)', () => {
  expect(wantedOf({ ...offer, classes: [] }, {})).toBeUndefined();
});
