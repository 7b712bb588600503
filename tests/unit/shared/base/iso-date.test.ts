import fc from 'fast-check';
import { expect, it } from 'vitest';
import { toIsoDate, toIsoTime } from '../../../../shared/base/iso-date.ts';

it('gives the date and time that the platform gives', () => {
  // All that `Date` can hold: 100 million days to either side.
  fc.assert(
    fc.property(
      fc.integer({ min: -100_000_000, max: 99_999_999 }),
      fc.integer({ min: 0, max: 86_399 }),
      (days, seconds) => {
        const expected = new Date((days * 86_400 + seconds) * 1000).toISOString();
        expect(`${toIsoDate(days)}T${toIsoTime(seconds)}.000Z`).toBe(expected);
      },
    ),
    { numRuns: 2000 },
  );
});
