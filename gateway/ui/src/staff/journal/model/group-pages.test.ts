import { describe, expect, it } from '@jest/globals';
import { groupPages, type ListedPage } from './group-pages.ts';

const page = (groupName: string, subjectName: string, canWrite = false): ListedPage => ({
  ...{ id: `${groupName} ${subjectName}`, year: 2026, teachers: [] },
  ...{ groupName, subjectName, canWrite },
});

describe('the list of pages', () => {
  it('stands by class as people count, and keeps the order of subjects', () => {
    const groups = groupPages([
      page('10А', 'Химия'),
      page('2Б', 'Чтение'),
      page('2А', 'Чтение'),
      page('10А', 'Алгебра'),
      page('2А', 'Музыка'),
    ]);
    expect(groups.map(({ name, pages }) => [name, ...pages.map(({ subjectName }) => subjectName)])).toEqual([
      ['2А', 'Чтение', 'Музыка'],
      ['2Б', 'Чтение'],
      ['10А', 'Химия', 'Алгебра'],
    ]);
  });

  it('begins with the classes that the person teaches', () => {
    const groups = groupPages([page('1А', 'Чтение'), page('11А', 'Химия', true), page('9Б', 'Химия', true)]);
    expect(groups.map(({ name }) => name)).toEqual(['9Б', '11А', '1А']);
  });
});
