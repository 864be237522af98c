import { describe, expect, test } from '@jest/globals';
import { choiceByText } from './choice-by-text.ts';

const choices = ['1А', '11А', '11Б', 'Жданова С. И.'].map((text) => ({ id: text, text }));

describe('a typed text means', () => {
  test.each([
    ['1А', '1А'],
    ['1а ', '1А'],
    ['11б', '11Б'],
    ['жданов', 'Жданова С. И.'],
    ['11', undefined],
    ['12', undefined],
    ['', undefined],
  ])('«%s»: %s', (typed, text) => {
    expect(choiceByText(choices, typed)?.text).toBe(text);
  });
});
