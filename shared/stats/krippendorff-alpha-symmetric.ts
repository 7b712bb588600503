import type { AlphaMetric } from './alpha-metric.ts';
import { prepareAlpha } from './coincidences.ts';
import { elementAt } from './element-at.ts';
import type { Measured } from './measured.ts';
import type { UnitStatistic } from './unit-agreement.ts';
import type { Multiplicity, UnitTallies } from './unit-tallies.ts';

/**
 * Krippendorff's alpha of judgements whose direction is arbitrary, such as "A better / tie / B better".
 *
 * A copy of every unit with all labels mirrored is added to the data before alpha is computed, so that the value
 * cannot depend on which of two versions is called the first; without it, a clear win of one version reads as poor
 * agreement. Without ties and gaps it is Kendall & Babington Smith's u (Biometrika 31, 1940) apart from the factor
 * (N-1)/N, and chance is 1/2. A multiplicity counts original units: they are resampled first and then mirrored.
 *
 * `mirror` gives the opposite of each code, its own opposite for a tie: `[2, 1, 0]` for codes 0, 1, 2 that stand
 * for -1, 0, +1. It must lead back to the start when applied twice.
 */
export function krippendorffAlphaSymmetric(
  tallies: UnitTallies,
  metric: AlphaMetric,
  mirror: Int32Array,
  multiplicity?: Multiplicity,
): Measured {
  return krippendorffAlphaSymmetricStatistic(tallies, metric, mirror)(multiplicity);
}

/** `krippendorffAlphaSymmetric` prepared for many resamples of the same units. */
export function krippendorffAlphaSymmetricStatistic(
  tallies: UnitTallies,
  metric: AlphaMetric,
  mirror: Int32Array,
): UnitStatistic {
  checkMirror(mirror, tallies.categories);
  return prepareAlpha(tallies, metric, mirror);
}

function checkMirror(mirror: Int32Array, categories: number): void {
  if (mirror.length !== categories) throw new RangeError(`The mirror needs ${categories} codes`);
  mirror.forEach((opposite, code) => {
    if (elementAt(mirror, opposite) !== code) {
      throw new RangeError(`Mirroring code ${code} twice does not lead back to it`);
    }
  });
}
