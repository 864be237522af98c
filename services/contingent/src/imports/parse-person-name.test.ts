import { describe, expect, it } from '@jest/globals';
import { readName, readRelation, splitFullName, splitRelation } from './parse-person-name.ts';

describe('names of a class list (CNT-9)', () => {
  it.each([
    ['Агеев Кирилл Павлович', 'Агеев', 'Кирилл', 'Павлович'],
    ['АЛИЕВА МИЛАНА РУСЛАНОВНА', 'Алиева', 'Милана', 'Руслановна'],
    ['константинопольская-бжедугова амина', 'Константинопольская-Бжедугова', 'Амина', null],
    ['Алиев Руслан Керим оглы', 'Алиев', 'Руслан', 'Керим оглы'],
    ['Агеева О.В.', 'Агеева', 'О.', 'В.'],
    ['Д’Арк Жанна'.replace('’', "'"), "Д'Арк", 'Жанна', null],
    ['Ли Мин -', 'Ли', 'Мин', null],
  ])('reads «%s»', (text, lastName, firstName, middleName) =>
    expect(readName(splitFullName(text))).toEqual({ lastName, firstName, middleName }),
  );

  it.each(['Агеев', 'Агеев 2', '=HYPERLINK("x")', '+7 918', '', '- -', 'Агеев <b>', `${'А'.repeat(61)} Б`])(
    'takes «%s» for no name',
    (text) => expect(readName(splitFullName(text))).toBeUndefined(),
  );

  it.each([
    ['мать', 'mother'],
    ['Отец', 'father'],
    ['Опекун', 'guardian'],
    ['Законный представитель', 'guardian'],
    ['', 'guardian'],
    ['бабушка', 'other'],
  ])('knows «%s» as %s', (text, kind) => expect(readRelation(text)).toBe(kind));

  it.each([
    ['Агеева О. В., мать', 'Агеева О. В.', 'мать'],
    ['Агеева Ольга (бабушка)', 'Агеева Ольга', 'бабушка'],
    ['Агеева Ольга', 'Агеева Ольга', ''],
  ])('parts «%s»', (text, name, relation) => expect(splitRelation(text)).toEqual({ name, relation }));
});
