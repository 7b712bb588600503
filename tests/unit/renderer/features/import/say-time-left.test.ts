import { expect, test } from 'vitest';
import { sayTimeLeft } from '../../../../../renderer/src/features/import/say-time-left.ts';
import { createTranslator } from '../../../../../shared/i18n/translate.ts';

const translate = createTranslator('en');

test.each([
  [0, 'a few seconds left'],
  [4.9, 'a few seconds left'],
  [5, 'about 5 seconds left'],
  [57.4, 'about 55 seconds left'],
  [57.5, 'about 1 minute left'],
  [89, 'about 1 minute left'],
  [91, 'about 2 minutes left'],
  [59.4 * 60, 'about 59 minutes left'],
  [59.6 * 60, 'about 1 hour left'],
  [2.6 * 3600, 'about 3 hours left'],
])('%d seconds are said as %s', (seconds, words) => {
  expect(sayTimeLeft(translate, seconds)).toBe(words);
});
