import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { krippendorffAlpha } from '../../../../shared/stats/krippendorff-alpha.ts';
import { percentAgreementUnitMean } from '../../../../shared/stats/percent-agreement.ts';
import { tallyUnits } from '../../../../shared/stats/unit-tallies.ts';
import { arbitraryRatings } from './arbitrary-ratings.ts';
import { tableOf } from './rating-matrix.ts';

describe('tallyUnits', () => {
  it('counts units, ratings and pairs, with and without gaps', () => {
    const tallies = tallyUnits(
      tableOf([
        [0, 1, null, null],
        [0, null, null, 1],
        [1, 1, null, null],
      ]),
    );
    expect(tallies).toMatchObject({
      units: 4,
      activeRaters: 3,
      ratings: 6,
      ratedUnits: 3,
      sharedUnits: 2,
      raterPairs: 4,
      sizes: Int32Array.of(3, 2, 0, 1),
    });
  });

  it('holds for every unit and category the number of ratings in the table', () => {
    fc.assert(
      fc.property(arbitraryRatings(), (table) => {
        const tallies = tallyUnits(table);
        for (let unit = 0; unit < table.units; unit += 1) {
          const row = [...table.codes.subarray(unit * table.raters, (unit + 1) * table.raters)];
          const expected = new Map(
            row
              .filter((code) => code >= 0)
              .map((code) => [code, row.filter((other) => other === code).length]),
          );
          const [start, end] = [tallies.starts[unit], tallies.starts[unit + 1]];
          const codes = [...tallies.codes.subarray(start, end)];
          const counts = [...tallies.counts.subarray(start, end)];
          expect(new Map(codes.map((code, at) => [code, counts[at]]))).toEqual(expected);
          expect(codes).toHaveLength(expected.size);
        }
      }),
    );
  });

  it('refuses a table that contradicts itself', () => {
    const table = tableOf([
      [0, 1],
      [1, 1],
    ]);
    expect(() => tallyUnits({ ...table, units: 3 })).toThrow(RangeError);
    expect(() => tallyUnits({ ...table, categories: 1 })).toThrow(RangeError);
    expect(() => tallyUnits({ ...table, categories: 0 })).toThrow(RangeError);
    expect(() => tallyUnits({ ...table, codes: Int16Array.of(0, 1, -2, 0) })).toThrow(RangeError);
  });
});

describe('a multiplicity', () => {
  it('must have an entry for every unit', () => {
    const tallies = tallyUnits(
      tableOf([
        [0, 1, 1],
        [0, 1, 0],
      ]),
    );
    for (const multiplicity of [Int32Array.of(1, 1), Int32Array.of(1, 1, 1, 1)]) {
      expect(() => percentAgreementUnitMean(tallies, { multiplicity })).toThrow(RangeError);
      expect(() => krippendorffAlpha(tallies, { level: 'nominal' }, multiplicity)).toThrow(RangeError);
    }
  });
});
