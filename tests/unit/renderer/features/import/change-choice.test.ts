import { expect, test } from 'vitest';
import {
  withLayout,
  withMapping,
  withReading,
} from '../../../../../renderer/src/features/import/change-choice.ts';
import { EMPTY_MAPPING } from '../../../../../shared/domain/table-mapping.ts';

const mapping = { ...EMPTY_MAPPING, prompt: ['question'] };

test('another encoding, delimiter or sheet takes the chosen columns away and keeps the rest', () => {
  expect(withReading({ encoding: 'UTF-8', sheet: 'A', mapping }, 'encoding', 'GBK')).toEqual({
    encoding: 'GBK',
    sheet: 'A',
  });
  expect(withReading({ layout: 'kto', delimiter: ';' }, 'sheet', 'B')).toEqual({
    layout: 'kto',
    delimiter: ';',
    sheet: 'B',
  });
});

test('a part that is left to recognition again is not named any more', () => {
  expect(withReading({ encoding: 'GBK', delimiter: ';' }, 'encoding', undefined)).toEqual({ delimiter: ';' });
  expect(withLayout({ layout: 'kto', sheet: 'A' }, undefined)).toEqual({ sheet: 'A' });
});

test('a layout and chosen columns exclude each other', () => {
  expect(withLayout({ mapping, encoding: 'GBK' }, 'kto')).toEqual({ layout: 'kto', encoding: 'GBK' });
  expect(withMapping({ layout: 'kto', encoding: 'GBK' }, mapping)).toEqual({ mapping, encoding: 'GBK' });
});

test('without a guess the columns are all still to be chosen', () => {
  expect(withMapping({}, null)).toEqual({ mapping: EMPTY_MAPPING });
});
