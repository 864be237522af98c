import { expect, test } from '@jest/globals';
import { findPlaces, type Place } from './find-places.ts';

const place = (text: string): Place => ({ key: text, kind: 'class', text, hint: '', to: '/' });
const places = ['19«Б»', '9«Б»', '9«А»', 'Зелёная группа', 'ИСП-26'].map(place);

test.each([
  ['9б', ['9«Б»', '19«Б»']],
  ['зелен', ['Зелёная группа']],
  ['исп 26', ['ИСП-26']],
  ['нет', []],
])('%s finds %j (CNT-1)', (query, found) => {
  expect(findPlaces(places, query, 5).map(({ text }) => text)).toEqual(found);
});

test('an empty query offers the first places', () => {
  expect(findPlaces(places, '', 2)).toHaveLength(2);
});
