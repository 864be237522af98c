import { expect, test } from '@jest/globals';
import { isUnloaded } from './problem-text.ts';

test.each([
  ['Chromium', 'Failed to fetch dynamically imported module: https://parta/assets/page.js', true],
  ['Firefox', 'error loading dynamically imported module: https://parta/assets/page.js', true],
  ['Safari', 'Importing a module script failed.', true],
  ['Vite', 'Unable to preload CSS for /assets/page.css', true],
  ['a mistake of ours', "Cannot read properties of undefined (reading 'name')", false],
])('code that did not load, in the words of %s', (_browser, message, expected) => {
  expect(isUnloaded(new Error(message))).toBe(expected);
});
