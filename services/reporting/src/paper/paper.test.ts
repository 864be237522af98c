import { expect, test } from '@jest/globals';
import { classOf } from '../../test/class-of-thirty.ts';
import { buildClassSummary } from '../class-summary/build-table.ts';
import type { ClassFacts } from '../class-summary/class-facts.ts';
import { paperOf } from './paper.ts';

const imprint = {
  checkCode: '4K7D91MXACE3',
  edition: 2,
  madeBy: 'Каримова Л. Ш.',
  parameters: { classId: '01926d2f-1111-7abc-8000-000000000001', year: 2026, upToPeriod: 1 },
};

function markupOf(facts: ClassFacts): string {
  const table = buildClassSummary(facts);
  return paperOf({
    report: { title: table.title, fileName: 'x', table },
    imprint,
    publicUrl: 'https://parta.example/',
  });
}

test('(RPT-4) the paper names its data, edition, key and parameters, and where it can be checked', () => {
  const markup = markupOf(classOf({ students: 5, subjects: 2 }));
  expect(markup).toContain('Данные на 26.10.2026 10:42 (МСК), издание 2');
  expect(markup).toContain('class-summary; classId=01926d2f-1111-7abc-8000-000000000001; year=2026; upToPeriod=1');
  expect(markup).toContain('parta.example/check/');
  expect(markup).toContain('4K7D-91MX-ACE3');
  expect(markup).toContain('М. П.');
  expect(markup).not.toContain('https://');
  expect(markup).not.toContain('Предварительный');
});

test('(R-81) while a due result is missing every page says «Предварительный»', () => {
  const facts = classOf({ students: 5, subjects: 9 });
  const markup = markupOf({ ...facts, results: facts.results.slice(1) });
  const pages = markup.split('<section class="page">').length - 1;
  expect(markup.split('class="watermark"').length - 1).toBe(pages);
  expect(markup).toContain('Предварительный: Русский язык, I: не выставлено 1');
});

test('(RPT-1) a name is text, whatever stands in it; a list without pupils says so', () => {
  const facts = classOf({ students: 1, subjects: 1 });
  const [pupil] = facts.students;
  const hostile = { ...pupil, name: { lastName: '<script>alert(1)</script>', firstName: '"', middleName: null } };
  const markup = markupOf({
    ...facts,
    className: '"};@import url(//evil)</style>',
    students: [hostile as ClassFacts['students'][number]],
  });
  expect(markup).not.toContain('<script>');
  expect(markup).not.toContain('</style>"');
  expect(markupOf({ ...facts, students: [] })).toContain('Нет обучающихся на 23.10.2026');
});
