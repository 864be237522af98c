import { describe, expect, it } from '@jest/globals';
import { CalendarDate } from '@parta/contracts/values/calendar-date';
import { checkRows, type KnownStudent } from './check-rows.ts';
import type { RowValues } from './import-row.ts';

const today = CalendarDate.parse('2026-11-20');
const good: RowValues = { lastName: 'Агеев', firstName: 'Кирилл', birthDate: '14.03.2010' };
const known = (over: Partial<KnownStudent> = {}): KnownStudent => ({
  ...{ id: 'p1', nameKey: 'агеев кирилл', birthDate: CalendarDate.parse('2010-03-14'), classId: 'c1', className: '7А' },
  ...over,
});
const judge = (rows: readonly RowValues[], students: readonly KnownStudent[] = []) =>
  checkRows(
    rows.map((values, index) => ({ line: index + 2, values })),
    { classId: 'c1', today, students },
  );

describe('rows of a class list (CNT-9)', () => {
  it.each<[string, RowValues, string, string]>([
    ['no surname', { firstName: 'Кирилл' }, 'name-missing', 'Нет фамилии'],
    ['no first name', { lastName: 'Агеев' }, 'name-missing', 'Нет имени'],
    [
      'a formula',
      { ...good, lastName: '=A1' },
      'name-unreadable',
      '«=A1» не похоже на имя: нужны буквы, дефис или пробел',
    ],
    ['no such day', { ...good, birthDate: '30.02.2010' }, 'date-unreadable', 'Даты 30.02.2010 не бывает'],
    ['no date', { ...good, birthDate: 'весной' }, 'date-unreadable', '«весной» не дата: нужно ДД.ММ.ГГГГ'],
    [
      'not born yet',
      { ...good, birthDate: '21.11.2026' },
      'date-in-future',
      'Дата рождения 21.11.2026 ещё не наступила',
    ],
    [
      'very old',
      { ...good, birthDate: '14.03.1910' },
      'date-too-old',
      'По дате 14.03.1910 ученику больше 80 лет: проверьте год',
    ],
    [
      'a guardian without a name',
      { ...good, guardian1Name: '8-918' },
      'guardian-unreadable',
      'Представитель «8-918» не прочитан: нужны фамилия и имя',
    ],
  ])('names what is wrong: %s', (_what, values, code, message) => {
    expect(judge([values])).toMatchObject([{ state: 'wrong', problems: [{ code, message }] }]);
  });

  it('takes a row without a birth date', () => {
    expect(judge([{ lastName: 'Агеев', firstName: 'Кирилл' }])).toMatchObject([{ state: 'new', problems: [] }]);
  });

  it('sees a child twice in the file, but not two children of one name', () => {
    const namesake = { ...good, birthDate: '15.03.2010' };
    expect(judge([good, namesake, { ...good, firstName: 'кирилл' }]).map(({ state }) => state)).toEqual([
      'new',
      'new',
      'wrong',
    ]);
  });

  it.each<[string, KnownStudent, string, string | undefined]>([
    ['in this class', known(), 'known', 'already-in-class'],
    ['in this class without a birth date', known({ birthDate: null }), 'known', 'already-in-class'],
    ['in another class', known({ classId: 'c2' }), 'wrong', 'in-other-class'],
    [
      'a namesake in another class',
      known({ classId: 'c2', birthDate: CalendarDate.parse('2009-01-01') }),
      'new',
      undefined,
    ],
    ['someone who left', known({ classId: null }), 'new', undefined],
  ])('judges by who is here: %s', (_what, student, state, code) => {
    const [row] = judge([good], [student]);
    expect([row?.state, row?.problems[0]?.code]).toEqual([state, code]);
  });

  it('enrols someone who left as the same person', () => {
    expect(judge([good], [known({ classId: null })])[0]?.personId).toBe('p1');
  });

  it('leaves an imported row alone, and still counts it as the first of a pair', () => {
    const rows = [
      { line: 2, values: good, state: 'imported' as const },
      { line: 3, values: good },
    ];
    const states = checkRows(rows, { classId: 'c1', today, students: [known()] }).map(({ state }) => state);
    expect(states).toEqual(['imported', 'wrong']);
  });
});
