import { expect, test } from '@jest/globals';
import { refusedRows } from './refused-rows.ts';

test('refused rows go out with their reasons and harmless for a spreadsheet (CNT-9)', async () => {
  const bytes = await refusedRows([
    { line: 2, state: 'new', values: { lastName: 'Агеев' }, problems: [] },
    {
      line: 3,
      state: 'wrong',
      values: { lastName: '=1+1', firstName: 'Тимур "Т"', birthDate: '30.02.2010' },
      problems: [{ field: 'birthDate', code: 'date-unreadable', message: 'Даты 30.02.2010 не бывает' }],
    },
  ]).arrayBuffer();
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
  const [heading = '', line = '', rest] = text.split('\r\n');
  expect(heading.startsWith('\uFEFF"Фамилия";"Имя"')).toBe(true);
  expect(line).toBe(`"'=1+1";"Тимур ""Т""";"";"30.02.2010";"";"";"";"";"Даты 30.02.2010 не бывает"`);
  expect(rest).toBe('');
});
