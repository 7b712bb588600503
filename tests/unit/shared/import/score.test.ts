import { expect, test } from 'vitest';
import { readOptionalScore } from '../../../../shared/import/score.ts';

test.each([
  [3, 3],
  [-0.5, -0.5],
  ['4', 4],
  [' 3.5 ', 3.5],
  ['+1', 1],
  ['.5', 0.5],
  [undefined, undefined],
  [null, undefined],
  ['', undefined],
  ['N/A', undefined],
  ['n/a', undefined],
])('%j gives %j', (value, score) => {
  expect(readOptionalScore(value, 'rating')).toEqual({ ok: true, value: score });
});

test.each(['high', '5/5', '0x10', '1e3', 'NaN', 'Infinity', '9'.repeat(400), Infinity, true, [4], {}])(
  '%j is a fault',
  (value) => {
    expect(readOptionalScore(value, 'rating')).toMatchObject({
      ok: false,
      error: { code: 'bad_value', field: 'rating' },
    });
  },
);
