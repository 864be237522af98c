import { expect, test } from '@jest/globals';
import { isUnloaded } from './problem-text.ts';

test.each([
  ['Chromium', 'Failed to fetch dynamically imported module: https://parta/assets/page.js', true],
  ['Firefox', 'error loading dynamically imported module: https://parta/assets/page.js', true],
  ['Safari', 'Importing a module script failed.', true],
  ['a mistake of ours', "Cannot read properties of undefined (reading 'name')", false],
])('code that did not load, in the words of %s', (_browser, message, expected) => {
  expect(isUnloaded(new TypeError(message))).toBe(expected);
});
