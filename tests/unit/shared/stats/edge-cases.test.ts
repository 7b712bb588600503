import { describe, expect, it } from 'vitest';
import { agreementWeights } from '../../../../shared/stats/agreement-weights.ts';
import { bootstrapAgreement } from '../../../../shared/stats/bootstrap-agreement.ts';
import { brennanPrediger } from '../../../../shared/stats/brennan-prediger.ts';
import { cohenKappa } from '../../../../shared/stats/cohen-kappa.ts';
import { fleissKappa, fleissKappaStandardError } from '../../../../shared/stats/fleiss-kappa.ts';
import { fleissNullTest } from '../../../../shared/stats/fleiss-null-test.ts';
import { gwetAc, gwetAcStandardError } from '../../../../shared/stats/gwet-ac.ts';
import { krippendorffAlphaSymmetric } from '../../../../shared/stats/krippendorff-alpha-symmetric.ts';
import { krippendorffAlpha } from '../../../../shared/stats/krippendorff-alpha.ts';
import {
  percentAgreementPairPooled,
  percentAgreementUnitMean,
} from '../../../../shared/stats/percent-agreement.ts';
import { scottPi } from '../../../../shared/stats/scott-pi.ts';
import { seededRandom } from '../../../../shared/stats/seeded-random.ts';
import { tallyUnits } from '../../../../shared/stats/unit-tallies.ts';
import { numberOrReason, type RatingMatrix, tableOf } from './rating-matrix.ts';

/** Every coefficient on the same ratings, as a number or the reason why there is none. */
function coefficients(
  matrix: RatingMatrix,
  scale: readonly number[] = [0, 1],
): Record<string, number | string> {
  const table = tableOf(matrix, scale);
  const tallies = tallyUnits(table);
  const mirror = Int32Array.from(scale, (_, code) => scale.length - 1 - code);
  const kappa = cohenKappa(table, 0, 1);
  const measured = {
    percent: percentAgreementUnitMean(tallies),
    pooled: percentAgreementPairPooled(tallies),
    kappa: kappa.kappa,
    kappaError: kappa.standardError,
    pi: scottPi(table, 0, 1),
    fleiss: fleissKappa(tallies),
    nominal: krippendorffAlpha(tallies, { level: 'nominal' }),
    ordinal: krippendorffAlpha(tallies, { level: 'ordinal' }),
    interval: krippendorffAlpha(tallies, { level: 'interval', values: scale }),
    ratio: krippendorffAlpha(tallies, { level: 'ratio', values: scale }),
    symmetric: krippendorffAlphaSymmetric(tallies, { level: 'nominal' }, mirror),
    ac1: gwetAc(tallies),
    brennanPrediger: brennanPrediger(tallies),
  };
  return Object.fromEntries(Object.entries(measured).map(([name, value]) => [name, numberOrReason(value)]));
}

const everyCoefficient = Object.keys(coefficients([[0], [1]]));

function allAbsent(reason: string): Record<string, string> {
  return Object.fromEntries(everyCoefficient.map((name) => [name, reason]));
}

const undefinedByChance = 'undefined_no_variation';

describe('the table of edge cases', () => {
  it('all ratings in one category: full agreement, nothing beyond chance except by the declared scale', () => {
    const expected = {
      percent: 1,
      pooled: 1,
      kappa: undefinedByChance,
      kappaError: undefinedByChance,
      pi: undefinedByChance,
      fleiss: undefinedByChance,
      nominal: undefinedByChance,
      ordinal: undefinedByChance,
      interval: undefinedByChance,
      ratio: undefinedByChance,
      symmetric: 1,
      ac1: 1,
      brennanPrediger: 1,
    };
    expect(
      coefficients([
        [1, 1, 1],
        [1, 1, 1],
      ]),
    ).toEqual(expected);
    // A single unit says no more and no less.
    expect(coefficients([[1], [1]])).toEqual(expected);
  });

  it('a scale of one category leaves nothing beyond chance for any coefficient', () => {
    expect(
      coefficients(
        [
          [0, 0],
          [0, 0],
        ],
        [0],
      ),
    ).toEqual({ ...allAbsent(undefinedByChance), percent: 1, pooled: 1 });
  });

  it('one unit with different labels is computed', () => {
    expect(coefficients([[0], [1]])).toMatchObject({
      percent: 0,
      pooled: 0,
      kappa: 0,
      pi: -1,
      fleiss: -1,
      nominal: 0,
      ordinal: 0,
      interval: 0,
      ratio: 0,
      ac1: -1,
      brennanPrediger: -1,
    });
  });

  it('one unit has no interval and no standard error', () => {
    const tallies = tallyUnits(tableOf([[0], [1]]));
    const statistic = () => krippendorffAlpha(tallies, { level: 'nominal' });
    expect(bootstrapAgreement({ tallies, statistic, random: seededRandom(1) })).toMatchObject({
      estimate: { kind: 'value', value: 0 },
      interval: { kind: 'none', reason: 'too_few_units' },
    });
    expect(gwetAcStandardError(tallies)).toEqual({ kind: 'undefined', reason: 'too_few_units' });
    expect(fleissKappaStandardError(tallies)).toEqual({ kind: 'undefined', reason: 'too_few_units' });
  });

  it('one rater: absent, insufficient raters', () => {
    expect(
      coefficients([
        [0, 1, 0],
        [null, null, null],
      ]),
    ).toEqual(allAbsent('insufficient_raters'));
  });

  it('raters without a shared unit: absent, no overlap', () => {
    expect(
      coefficients([
        [0, 1, null, null],
        [null, null, 0, 1],
      ]),
    ).toEqual(allAbsent('no_overlap'));
  });

  it('everything missing: absent, no data, and so without any units', () => {
    expect(
      coefficients([
        [null, null],
        [null, null],
      ]),
    ).toEqual(allAbsent('no_data'));
    expect(coefficients([[], []])).toEqual(allAbsent('no_data'));
  });

  it('a unit with one rating counts for category prevalence and nothing else', () => {
    const shared = [
      [0, 1, 1, 0],
      [0, 1, 0, 0],
    ];
    const withSingle = [
      [...(shared[0] ?? []), 1],
      [...(shared[1] ?? []), null],
    ];
    const { ac1, fleiss, ...others } = coefficients(withSingle);
    const { ac1: ac1Without, fleiss: fleissWithout, ...othersWithout } = coefficients(shared);
    expect(others).toEqual(othersWithout);
    // Shares of category 0: 5/8 without the unit, (1 + 0 + 1/2 + 1 + 0) / 5 with it.
    expect(fleissWithout).toBeCloseTo((3 / 4 - 34 / 64) / (1 - 34 / 64), 12);
    expect(fleiss).toBeCloseTo((3 / 4 - 1 / 2) / (1 - 1 / 2), 12);
    expect(ac1Without).toBeCloseTo((3 / 4 - 30 / 64) / (1 - 30 / 64), 12);
    expect(ac1).toBeCloseTo((3 / 4 - 1 / 2) / (1 - 1 / 2), 12);
  });

  it('one constant rater is computed: kappa 0, the pooled coefficients below', () => {
    const { kappa, pi, nominal } = coefficients([
      [0, 0, 0, 0],
      [0, 1, 0, 1],
    ]);
    expect(kappa).toBe(0);
    expect(pi).toBeCloseTo(-1 / 3, 12);
    expect(nominal).toBeCloseTo(1 - (4 / 3) * (7 / 8), 12);
  });

  it('perfect agreement on several labels is 1 without an interval, though standard errors are 0', () => {
    const labels = [0, 1, 1, 0, 1, 0, 1, 1, 0, 0, 1, 0];
    const table = tableOf([labels, labels, labels]);
    const tallies = tallyUnits(table);
    const statistic = (multiplicity: Int32Array) =>
      krippendorffAlpha(tallies, { level: 'ordinal' }, multiplicity);
    expect(bootstrapAgreement({ tallies, statistic, random: seededRandom(2) })).toMatchObject({
      estimate: { kind: 'value', value: 1 },
      interval: { kind: 'none', reason: 'zero_width' },
    });
    expect(cohenKappa(table, 0, 1)).toMatchObject({
      kappa: { value: 1 },
      standardError: { value: 0 },
      interval: { kind: 'none', reason: 'zero_width' },
    });
    expect(numberOrReason(gwetAcStandardError(tallies))).toBeCloseTo(0, 12);
    expect(numberOrReason(fleissKappaStandardError(tallies))).toBeCloseTo(0, 12);
  });

  it('opposite answers throughout are computed', () => {
    expect(
      coefficients([
        [0, 1, 0, 1],
        [1, 0, 1, 0],
      ]),
    ).toMatchObject({
      percent: 0,
      kappa: -1,
      pi: -1,
      fleiss: -1,
      nominal: -0.75,
      ac1: -1,
      brennanPrediger: -1,
    });
  });

  it('weights that call every pair of categories equal leave nothing beyond chance', () => {
    const table = tableOf([
      [0, 1],
      [1, 0],
    ]);
    const weights = { categories: 2, matrix: new Float64Array(4).fill(1) };
    const measured = [fleissKappa, gwetAc, brennanPrediger].map((coefficient) =>
      numberOrReason(coefficient(tallyUnits(table), { weights })),
    );
    expect(measured).toEqual([undefinedByChance, undefinedByChance, undefinedByChance]);
    expect(numberOrReason(cohenKappa(table, 0, 1, { weights }).kappa)).toBe(undefinedByChance);
  });

  it('weights for another scale are refused', () => {
    const table = tableOf([
      [0, 1],
      [1, 1],
    ]);
    const weights = agreementWeights('linear', 5);
    expect(() => cohenKappa(table, 0, 1, { weights })).toThrow(RangeError);
    for (const coefficient of [percentAgreementUnitMean, fleissKappa, gwetAc, brennanPrediger]) {
      expect(() => coefficient(tallyUnits(table), { weights })).toThrow(RangeError);
    }
  });
});

describe('the classic details of Fleiss kappa', () => {
  it('do not exist for units with unequal numbers of ratings', () => {
    expect(
      fleissNullTest(
        tallyUnits(
          tableOf([
            [0, 1],
            [0, 1],
            [0, null],
          ]),
        ),
      ),
    ).toEqual({ kind: 'unequal_ratings' });
  });

  it('skip units nobody rated', () => {
    const without = fleissNullTest(
      tallyUnits(
        tableOf([
          [0, 1, 0],
          [0, 1, 1],
        ]),
      ),
    );
    expect(
      fleissNullTest(
        tallyUnits(
          tableOf([
            [0, 1, null, 0],
            [0, 1, null, 1],
          ]),
        ),
      ),
    ).toEqual(without);
  });

  it('are absent, with the reason, when there is nothing to compare or nothing varies', () => {
    const reasons = (matrix: RatingMatrix) => {
      const test = fleissNullTest(tallyUnits(tableOf(matrix, [0, 1])));
      return test.kind === 'equal_ratings'
        ? [...test.byCategory, test.standardErrorUnderNull].map(numberOrReason)
        : [];
    };
    expect(reasons([[null, null]])).toEqual(['no_data', 'no_data', 'no_data']);
    expect(reasons([[0, 1]])).toEqual(['insufficient_raters', 'insufficient_raters', 'insufficient_raters']);
    expect(
      reasons([
        [0, null],
        [null, 1],
      ]),
    ).toEqual(['no_overlap', 'no_overlap', 'no_overlap']);
    expect(
      reasons([
        [1, 1],
        [1, 1],
      ]),
    ).toEqual([undefinedByChance, undefinedByChance, undefinedByChance]);
  });
});
