import { describe, expect, it } from '@jest/globals';
import { registerTexts, t, useTexts } from './i18n.ts';

registerTexts('sample', {
  plain: 'Отметка',
  who: '{{name}}, {{count}}',
  lessons_one: '{{count}} урок',
  lessons_few: '{{count}} урока',
  lessons_many: '{{count}} уроков',
  lessons_college_one: '{{count}} занятие',
  empty: 'уроков нет',
  empty_college: 'занятий нет',
  works: { test: 'Контрольная' },
});

describe('texts of the locale files', () => {
  const { t: own } = useTexts('sample');

  it.each([
    ['plain', {}, 'Отметка'],
    ['works.test', {}, 'Контрольная'],
    ['who', { name: 'Аня', count: 0 }, 'Аня, 0'],
    ['lessons', { count: 1 }, '1 урок'],
    ['lessons', { count: 3 }, '3 урока'],
    ['lessons', { count: 11 }, '11 уроков'],
    ['lessons', { count: 21, context: 'college' }, '21 занятие'],
    ['lessons', { count: 5, context: 'college' }, '5 уроков'],
    ['empty', { context: 'college' }, 'занятий нет'],
    ['empty', { context: 'school' }, 'уроков нет'],
    ['shell:brand', {}, 'Парта'],
    ['missing', {}, 'missing'],
  ])('%s with %p', (key, values, text) => {
    expect(own(key, values)).toBe(text);
  });

  it('takes the first of several keys that has words', () => {
    expect(t(['sample:nothing', 'sample:plain'])).toBe('Отметка');
    expect(useTexts('sample')).toBe(useTexts('sample'));
  });
});
