import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { krippendorffAlphaSymmetric } from '../../../../shared/stats/krippendorff-alpha-symmetric.ts';
import { krippendorffAlpha } from '../../../../shared/stats/krippendorff-alpha.ts';
import type { RatingTable } from '../../../../shared/stats/rating-table.ts';
import { tallyUnits } from '../../../../shared/stats/unit-tallies.ts';
import { arbitraryRatings } from './arbitrary-ratings.ts';
import { gap, tableOf } from './rating-matrix.ts';

const levels = ['nominal', 'ordinal'] as const;

function reversal(categories: number): Int32Array {
  return Int32Array.from({ length: categories }, (_, code) => categories - 1 - code);
}

/** The table with the units for which `turned` is true read from the other side. */
function turned(table: RatingTable, turnedUnits: readonly boolean[]): RatingTable {
  const codes = table.codes.map((code, place) =>
    code >= 0 && turnedUnits[Math.floor(place / table.raters)] ? table.categories - 1 - code : code,
  );
  return { ...table, codes };
}

describe('krippendorffAlphaSymmetric', () => {
  it.each(levels)('equals alpha on the data with a mirrored copy of every unit appended (%s)', (level) => {
    fc.assert(
      fc.property(arbitraryRatings(), (table) => {
        const mirrored = turned(
          table,
          Array.from({ length: table.units }, () => true),
        );
        const doubled = {
          ...table,
          units: 2 * table.units,
          codes: Int16Array.from([...table.codes, ...mirrored.codes]),
        };
        const symmetric = krippendorffAlphaSymmetric(
          tallyUnits(table),
          { level },
          reversal(table.categories),
        );
        expect(gap(symmetric, krippendorffAlpha(tallyUnits(doubled), { level }))).toBeLessThan(1e-9);
      }),
    );
  });

  it.each(levels)('does not depend on which version of a pair is called the first (%s)', (level) => {
    fc.assert(
      fc.property(
        arbitraryRatings(),
        fc.array(fc.boolean(), { minLength: 14, maxLength: 14 }),
        (table, flags) => {
          const mirror = reversal(table.categories);
          const other = krippendorffAlphaSymmetric(tallyUnits(turned(table, flags)), { level }, mirror);
          const given = krippendorffAlphaSymmetric(tallyUnits(table), { level }, mirror);
          expect(gap(other, given)).toBeLessThan(1e-9);
        },
      ),
    );
  });

  it('is 1 when everyone prefers the same version: the other direction is the variation', () => {
    const tallies = tallyUnits(
      tableOf([
        [2, 2, 2],
        [2, 2, 2],
      ]),
    );
    expect(krippendorffAlphaSymmetric(tallies, { level: 'nominal' }, reversal(3))).toEqual({
      kind: 'value',
      value: 1,
    });
  });

  it('is undefined when everyone calls everything a tie', () => {
    const tallies = tallyUnits(
      tableOf(
        [
          [1, 1, 1],
          [1, 1, 1],
        ],
        [0, 1, 2],
      ),
    );
    expect(krippendorffAlphaSymmetric(tallies, { level: 'ordinal' }, reversal(3))).toEqual({
      kind: 'undefined',
      reason: 'undefined_no_variation',
    });
  });

  it('resamples the original units and mirrors afterwards', () => {
    const matrix = [
      [0, 2, 1, 2],
      [0, 2, 2, 0],
    ];
    const multiplicity = Int32Array.of(1, 2, 0, 1);
    const copies = matrix.map((ratings) =>
      ratings.flatMap((label, unit) => Array.from({ length: multiplicity[unit] ?? 0 }, () => label)),
    );
    const mirror = reversal(3);
    const original = tallyUnits(tableOf(matrix));
    const resampled = krippendorffAlphaSymmetric(original, { level: 'ordinal' }, mirror, multiplicity);
    const fromCopies = tallyUnits(tableOf(copies, [0, 1, 2]));
    const copied = krippendorffAlphaSymmetric(fromCopies, { level: 'ordinal' }, mirror);
    expect(gap(resampled, copied)).toBeLessThan(1e-9);
  });

  it('refuses a mirror that does not lead back', () => {
    const tallies = tallyUnits(
      tableOf([
        [0, 1, 2],
        [0, 1, 2],
      ]),
    );
    expect(() => krippendorffAlphaSymmetric(tallies, { level: 'nominal' }, Int32Array.of(1, 2, 0))).toThrow(
      RangeError,
    );
    expect(() => krippendorffAlphaSymmetric(tallies, { level: 'nominal' }, Int32Array.of(1, 0))).toThrow(
      RangeError,
    );
  });
});
