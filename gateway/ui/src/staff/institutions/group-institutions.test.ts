import { expect, test } from '@jest/globals';
import { countKinds, groupInstitutions, type Organisation } from './group-institutions.ts';

const node = (id: string, kind: Organisation['kind'], name: string, parentId: string | null = null): Organisation => ({
  ...{ id, kind, name, parentId },
  ...{ shortName: name, timeZone: 'Europe/Moscow', state: 'open' },
});
const region = [
  node('r', 'region', 'Край'),
  node('l', 'municipality', 'Лабинск', 'r'),
  node('a', 'municipality', 'Анапа', 'r'),
  node('s10', 'school', 'Школа № 10', 'l'),
  node('s2', 'school', 'Школа № 2', 'l'),
  node('c', 'college', 'Семёновский колледж', 'r'),
];
const seen = (all: readonly Organisation[], words = '') =>
  groupInstitutions(all, words).map(({ above, institutions }) => [above?.id, institutions.map(({ id }) => id)]);

test.each([
  [
    'a region: what stands right under it, then each municipality, numbers in their order',
    region,
    '',
    [
      [undefined, ['c']],
      ['a', []],
      ['l', ['s2', 's10']],
    ],
  ],
  ['a municipality', region.slice(1, 2).concat(region.slice(3, 5)), '', [['l', ['s2', 's10']]]],
  ['words of the name, ё as е', region, 'семеновский', [[undefined, ['c']]]],
  ['a word of the municipality and one of the school', region, 'лабинск 10', [['l', ['s10']]]],
  ['nothing found', region, 'Сочи', []],
])('institutions by municipality (ORG-1): %s', (_case, all, words, expected) => {
  expect(seen(all, words)).toEqual(expected);
});

test('closed institutions are listed, not counted', () => {
  expect(countKinds([...region, { ...node('x', 'school', 'Школа № 3', 'l'), state: 'closed' }])).toEqual({
    school: 2,
    college: 1,
  });
});
