import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AlphaMetric } from '../../../../shared/stats/alpha-metric.ts';
import { krippendorffAlpha } from '../../../../shared/stats/krippendorff-alpha.ts';
import {
  type Measured,
  measuredUndefined,
  measuredValue,
  type UndefinedReason,
} from '../../../../shared/stats/measured.ts';
import type { RatingTable } from '../../../../shared/stats/rating-table.ts';
import { scottPi } from '../../../../shared/stats/scott-pi.ts';
import { tallyUnits } from '../../../../shared/stats/unit-tallies.ts';
import { arbitraryRatings } from './arbitrary-ratings.ts';
import { gap, tableOf } from './rating-matrix.ts';

const values = [0, 1, 2.5, 4, 10];
const levels = ['nominal', 'ordinal', 'interval', 'ratio'] as const;

function metricFor(level: AlphaMetric['level'], categories: number): AlphaMetric {
  if (level === 'nominal' || level === 'ordinal') return { level };
  return { level, values: values.slice(0, categories) };
}

/**
 * Alpha by listing every ordered pair of ratings: 1 - (mean distance within units) / (mean distance of any two
 * pairable ratings), each pair within a unit weighted by 1 / (r - 1).
 */
function alphaByEnumeration(table: RatingTable, level: AlphaMetric['level']): Measured {
  const units = Array.from({ length: table.units }, (_, unit) =>
    [...table.codes.subarray(unit * table.raters, (unit + 1) * table.raters)].filter((code) => code >= 0),
  ).filter((codes) => codes.length >= 2);
  const all = units.flat();
  if (all.length === 0) return measuredUndefined(reasonWithoutPairs(table));
  const distance = (first: number, second: number): number => {
    const [low, high] = first < second ? [first, second] : [second, first];
    const [a, b] = [values[low] ?? Number.NaN, values[high] ?? Number.NaN];
    if (low === high) return 0;
    if (level === 'nominal') return 1;
    if (level === 'interval') return (a - b) ** 2;
    if (level === 'ratio') return a + b === 0 ? 0 : ((a - b) / (a + b)) ** 2;
    const from = (code: number) => all.filter((other) => other === code).length;
    const between = all.filter((code) => code >= low && code <= high).length;
    return (between - (from(low) + from(high)) / 2) ** 2;
  };
  const meanDistance = (codes: readonly number[]): number =>
    codes.reduce(
      (sum, one, i) => sum + codes.reduce((part, other, j) => part + (i === j ? 0 : distance(one, other)), 0),
      0,
    ) /
    (codes.length - 1);
  const within = units.reduce((sum, codes) => sum + meanDistance(codes), 0);
  const overall = meanDistance(all);
  return overall === 0 ? measuredUndefined('undefined_no_variation') : measuredValue(1 - within / overall);
}

function reasonWithoutPairs(table: RatingTable): UndefinedReason {
  const places = [...table.codes.keys()].filter((place) => (table.codes[place] ?? -1) >= 0);
  if (places.length === 0) return 'no_data';
  const raters = new Set(places.map((place) => place % table.raters));
  return raters.size === 1 ? 'insufficient_raters' : 'no_overlap';
}

describe('krippendorffAlpha', () => {
  it.each(levels)('equals the enumeration of all rating pairs (%s)', (level) => {
    fc.assert(
      fc.property(arbitraryRatings(), (table) => {
        const alpha = krippendorffAlpha(tallyUnits(table), metricFor(level, table.categories));
        expect(gap(alpha, alphaByEnumeration(table, level))).toBeLessThan(1e-9);
      }),
      { numRuns: 300 },
    );
  });

  it('is 1 - (1 - pi)(N - 1)/N for two raters without gaps', () => {
    fc.assert(
      fc.property(arbitraryRatings({ raters: 2, gaps: false }), (table) => {
        const pi = scottPi(table, 0, 1);
        const alpha = krippendorffAlpha(tallyUnits(table), { level: 'nominal' });
        const ratings = 2 * table.units;
        const expected =
          pi.kind === 'value' ? measuredValue(1 - ((1 - pi.value) * (ratings - 1)) / ratings) : pi;
        expect(gap(alpha, expected)).toBeLessThan(1e-9);
      }),
    );
  });

  it.each(['nominal', 'ordinal'] as const)('does not change with categories nobody used (%s)', (level) => {
    fc.assert(
      fc.property(arbitraryRatings(), fc.nat(3), fc.nat(3), (table, before, after) => {
        const shifted = {
          ...table,
          categories: table.categories + before + after,
          codes: table.codes.map((code) => (code < 0 ? code : code + before)),
        };
        expect(krippendorffAlpha(tallyUnits(shifted), { level })).toEqual(
          krippendorffAlpha(tallyUnits(table), { level }),
        );
      }),
    );
  });

  it('ignores units with a single rating', () => {
    const shared = [
      [0, 1, 1, 0],
      [0, 1, 0, 0],
    ];
    const withSingles = shared.map((ratings, rater) => [...ratings, rater === 0 ? 1 : null, null]);
    expect(krippendorffAlpha(tallyUnits(tableOf(withSingles)), { level: 'ordinal' })).toEqual(
      krippendorffAlpha(tallyUnits(tableOf(shared)), { level: 'ordinal' }),
    );
  });

  it('recomputes the ordinal metric from the resample, as if its units were a data set of their own', () => {
    const matrix = [
      [0, 1, 2, 2, 1, null],
      [0, 2, 2, 1, 1, 0],
      [1, 1, 2, null, 0, 0],
    ];
    const multiplicity = Int32Array.of(2, 0, 1, 3, 0, 1);
    const copies = matrix.map((ratings) =>
      ratings.flatMap((label, unit) => Array.from({ length: multiplicity[unit] ?? 0 }, () => label)),
    );
    const resampled = krippendorffAlpha(tallyUnits(tableOf(matrix)), { level: 'ordinal' }, multiplicity);
    const copied = krippendorffAlpha(tallyUnits(tableOf(copies)), { level: 'ordinal' });
    expect(gap(resampled, copied)).toBeLessThan(1e-9);
  });

  it('takes two categories that both stand for 0 as the same in the ratio metric', () => {
    const metric = (points: readonly number[]): AlphaMetric => ({ level: 'ratio', values: points });
    const apart = tableOf([
      [0, 1, 2, 2],
      [1, 0, 2, 0],
    ]);
    const together = tableOf([
      [0, 0, 1, 1],
      [0, 0, 1, 0],
    ]);
    const alpha = krippendorffAlpha(tallyUnits(apart), metric([0, 0, 3]));
    expect(gap(alpha, krippendorffAlpha(tallyUnits(together), metric([0, 3])))).toBeLessThan(1e-12);
  });

  it('needs one value per category for the interval and ratio metrics, and none below zero for ratio', () => {
    const tallies = tallyUnits(
      tableOf([
        [0, 1, 2],
        [0, 1, 1],
      ]),
    );
    expect(() => krippendorffAlpha(tallies, { level: 'interval', values: [1, 2] })).toThrow(RangeError);
    expect(() => krippendorffAlpha(tallies, { level: 'interval', values: [1, 2, Number.NaN] })).toThrow(
      RangeError,
    );
    expect(() => krippendorffAlpha(tallies, { level: 'ratio', values: [-1, 0, 1] })).toThrow(RangeError);
  });
});
