import { describe, expect, it } from 'vitest';
import { bootstrapAgreement } from '../../../../shared/stats/bootstrap-agreement.ts';
import { bootstrapUnits } from '../../../../shared/stats/bootstrap-units.ts';
import { krippendorffAlpha } from '../../../../shared/stats/krippendorff-alpha.ts';
import { type Measured, measuredUndefined, measuredValue } from '../../../../shared/stats/measured.ts';
import { type RandomSource, seededRandom } from '../../../../shared/stats/seeded-random.ts';
import { type Multiplicity, tallyUnits } from '../../../../shared/stats/unit-tallies.ts';
import { tableOf } from './rating-matrix.ts';

const twelveUnits = Int32Array.from({ length: 12 }, (_, unit) => unit);

/** The mean unit number of a resample. */
function meanOf(multiplicity: Multiplicity): Measured {
  const drawn = multiplicity.reduce((sum, times) => sum + times, 0);
  return measuredValue(multiplicity.reduce((sum, times, unit) => sum + times * unit, 0) / drawn);
}

/** Undefined on the given rounds; round 0 is the estimate on the data as they are. */
function undefinedOn(rounds: (round: number) => boolean): (multiplicity: Multiplicity) => Measured {
  let round = -1;
  return (multiplicity) => {
    round += 1;
    return rounds(round) ? measuredUndefined('undefined_no_variation') : meanOf(multiplicity);
  };
}

describe('bootstrapUnits', () => {
  it('repeats itself for the same seed and differs for another', () => {
    const run = (seed: number) =>
      bootstrapUnits({ clusterOfUnit: twelveUnits, statistic: meanOf, random: seededRandom(seed) });
    expect(run(3)).toEqual(run(3));
    expect(run(3).interval).not.toEqual(run(4).interval);
    expect(run(3)).toMatchObject({ estimate: { value: 5.5 }, resamples: 2000, undefinedResamples: 0 });
  });

  it('agrees with the normal theory of a mean', () => {
    const units = Int32Array.from({ length: 400 }, (_, unit) => unit);
    const { interval } = bootstrapUnits({
      clusterOfUnit: units,
      statistic: meanOf,
      random: seededRandom(8),
      resamples: 4000,
    });
    // Standard error of the mean of 0 to 399: sqrt((400^2 - 1) / 12 / 400).
    const error = Math.sqrt((400 ** 2 - 1) / 12 / 400);
    if (interval.kind === 'none') throw new Error(interval.reason);
    expect(interval.standardError / error).toBeCloseTo(1, 1);
    expect((interval.low - 199.5) / error).toBeCloseTo(-1.96, 0);
    expect((interval.high - 199.5) / error).toBeCloseTo(1.96, 0);
  });

  it('draws as many units as there are, each from all of them', () => {
    const seen = new Int32Array(12);
    bootstrapUnits({
      clusterOfUnit: twelveUnits,
      statistic: (multiplicity) => {
        expect(multiplicity.reduce((sum, times) => sum + times, 0)).toBe(12);
        multiplicity.forEach((times, unit) => seen.fill((seen[unit] ?? Number.NaN) + times, unit, unit + 1));
        return meanOf(multiplicity);
      },
      random: seededRandom(1),
      resamples: 200,
    });
    expect(Math.min(...seen)).toBeGreaterThan(100);
  });

  it('draws the units of one cluster together and leaves out units without a cluster', () => {
    const clusterOfUnit = Int32Array.from({ length: 33 }, (_, unit) =>
      unit % 3 === 2 ? -1 : Math.floor(unit / 3),
    );
    const statistic = (multiplicity: Multiplicity): Measured => {
      for (let unit = 0; unit < 33; unit += 3) {
        expect(multiplicity[unit]).toBe(multiplicity[unit + 1]);
        expect(multiplicity[unit + 2]).toBe(0);
      }
      return meanOf(multiplicity);
    };
    const result = bootstrapUnits({ clusterOfUnit, statistic, random: seededRandom(1), resamples: 50 });
    expect(result.interval.kind).toBe('interval');
  });

  it('drops undefined resamples up to 5 % and gives no interval beyond', () => {
    const run = (missing: number) =>
      bootstrapUnits({
        clusterOfUnit: twelveUnits,
        statistic: undefinedOn((round) => round >= 1 && round <= missing),
        random: seededRandom(2),
        resamples: 200,
      });
    expect(run(10)).toMatchObject({ interval: { kind: 'interval' }, undefinedResamples: 10 });
    expect(run(11)).toMatchObject({
      interval: { kind: 'none', reason: 'too_many_undefined_resamples' },
      undefinedResamples: 11,
    });
  });

  it('leaves undefined resamples out of the quantiles', () => {
    const drawn: number[] = [];
    const statistic = undefinedOn((round) => round === 3);
    const { interval } = bootstrapUnits({
      clusterOfUnit: twelveUnits,
      statistic: (multiplicity) => {
        const measured = statistic(multiplicity);
        if (measured.kind === 'value') drawn.push(measured.value);
        return measured;
      },
      random: seededRandom(2),
      resamples: 20,
      confidence: 0.5,
    });
    // 19 values are left: the quartiles lie half-way between the 5th and 6th, and the 14th and 15th.
    const sorted = drawn.slice(1).toSorted((a, b) => a - b);
    const halfway = (index: number) =>
      ((sorted[index] ?? Number.NaN) + (sorted[index + 1] ?? Number.NaN)) / 2;
    expect(sorted).toHaveLength(19);
    expect(interval).toMatchObject({ low: halfway(4), high: halfway(13) });
  });

  it('gives no interval for fewer than ten units, an undefined estimate, or a statistic that never moves', () => {
    const run = (units: number, statistic: (multiplicity: Multiplicity) => Measured) =>
      bootstrapUnits({ clusterOfUnit: twelveUnits.slice(0, units), statistic, random: seededRandom(1) });
    expect(run(9, meanOf)).toMatchObject({ interval: { reason: 'too_few_units' }, resamples: 0 });
    expect(run(10, meanOf)).toMatchObject({ interval: { kind: 'interval' } });
    expect(run(12, () => measuredUndefined('no_overlap'))).toMatchObject({
      interval: { reason: 'no_overlap' },
    });
    expect(run(12, () => measuredValue(0.5))).toMatchObject({ interval: { reason: 'zero_width' } });
  });

  it('refuses impossible settings', () => {
    const random: RandomSource = seededRandom(1);
    const request = { clusterOfUnit: twelveUnits, statistic: meanOf, random };
    expect(() => bootstrapUnits({ ...request, resamples: 1 })).toThrow(RangeError);
    expect(() => bootstrapUnits({ ...request, confidence: 1 })).toThrow(RangeError);
  });
});

describe('bootstrapAgreement', () => {
  const shared = [
    [0, 1, 0, 1, 1, 0, 1, 0, 0, 1],
    [0, 1, 1, 1, 0, 0, 1, 0, 1, 1],
  ];

  function run(matrix: readonly (readonly (number | null)[])[], clusterOfUnit?: Int32Array) {
    const tallies = tallyUnits(tableOf(matrix, [0, 1]));
    return bootstrapAgreement({
      tallies,
      statistic: (multiplicity) => krippendorffAlpha(tallies, { level: 'nominal' }, multiplicity),
      random: seededRandom(6),
      ...(clusterOfUnit && { clusterOfUnit }),
    });
  }

  it('is not moved by units nobody rated', () => {
    const withGaps = shared.map((ratings) => [null, ...ratings, null]);
    expect(run(withGaps)).toEqual(run(shared));
  });

  it('asks for ten units that two raters share, whatever else was rated once', () => {
    const nineShared = shared.map((ratings, rater) =>
      ratings.map((label, unit) => (unit === 0 && rater === 0 ? null : label)),
    );
    expect(run(shared).interval.kind).toBe('interval');
    expect(run(nineShared)).toMatchObject({
      estimate: { kind: 'value' },
      interval: { kind: 'none', reason: 'too_few_units' },
    });
  });

  it('counts prompts, not their units, when a prompt carries several', () => {
    const twoPerPrompt = Int32Array.from({ length: 10 }, (_, unit) => Math.floor(unit / 2));
    expect(run(shared, twoPerPrompt).interval).toEqual({ kind: 'none', reason: 'too_few_units' });
  });

  it('passes on why there is no coefficient at all', () => {
    expect(
      run([
        [0, 1, 0],
        [null, null, null],
      ]).interval,
    ).toEqual({ kind: 'none', reason: 'insufficient_raters' });
  });
});
