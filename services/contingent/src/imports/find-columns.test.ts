import { describe, expect, it } from '@jest/globals';
import { columnOf, findColumns } from './find-columns.ts';
import { gatherRows } from './gather-rows.ts';

describe('headings of a class list (CNT-9)', () => {
  it.each([
    ['Фамилия', 'lastName'],
    ['  ФАМИЛИЯ ученика ', 'lastName'],
    ['Имя', 'firstName'],
    ['Отчество', 'middleName'],
    ['Ф.И.О.', 'fullName'],
    ['ФИО обучающегося', 'fullName'],
    ['Фамилия, имя, отчество', 'fullName'],
    ['Дата рождения', 'birthDate'],
    ['Д/р', 'birthDate'],
    ['Мать', 'mother'],
    ['ФИО отца', 'father'],
    ['Законный представитель', 'guardian1Name'],
    ['Родитель 1', 'guardian1Name'],
    ['Родитель 2', 'guardian2Name'],
    ['Представитель 2', 'guardian2Name'],
    ['Кем приходится', 'guardian1Relation'],
    ['Кем приходится 2', 'guardian2Relation'],
  ])('knows «%s» as %s', (heading, column) => expect(columnOf(heading)).toBe(column));

  it.each(['Примечание', '№ п/п', 'Телефон родителя', ''])('lets «%s» pass', (heading) =>
    expect(columnOf(heading)).toBeUndefined(),
  );

  it('finds the headings below a title, and counts lines as the sheet does', () => {
    const sheet = [
      ['Список группы ИСП-26'],
      [],
      ['№', 'Фамилия', 'Имя'],
      ['1', 'Агеев', 'Кирилл'],
      ['', '', ''],
      ['2', 'Ли', 'Мин'],
    ];
    const found = findColumns(sheet);
    expect(found?.headingRow).toBe(2);
    expect(found && gatherRows(sheet, found)).toEqual([
      { line: 4, values: { lastName: 'Агеев', firstName: 'Кирилл' } },
      { line: 6, values: { lastName: 'Ли', firstName: 'Мин' } },
    ]);
  });

  it('does without headings that name no whole person', () => {
    expect(
      findColumns([
        ['Фамилия', 'Телефон'],
        ['Агеев', '1'],
      ]),
    ).toBeUndefined();
    expect(findColumns([])).toBeUndefined();
  });

  it('spreads mother and father over the two guardians', () => {
    const sheet = [
      ['ФИО', 'Отец', 'Мать'],
      ['Ли Мин', 'Ли Ван', ''],
      ['Ли Ань', 'Ли Ван', 'Ли Су, опекун'],
    ];
    const found = findColumns(sheet);
    expect(
      found &&
        gatherRows(sheet, found).map(({ values }) => [
          values.guardian1Name,
          values.guardian1Relation,
          values.guardian2Name,
        ]),
    ).toEqual([
      ['Ли Ван', 'отец', undefined],
      ['Ли Су', 'мать', 'Ли Ван'],
    ]);
  });
});
