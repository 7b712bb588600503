import type { AlphaMetric } from './alpha-metric.ts';
import { prepareAlpha } from './coincidences.ts';
import type { Measured } from './measured.ts';
import type { UnitStatistic } from './unit-agreement.ts';
import type { Multiplicity, UnitTallies } from './unit-tallies.ts';

/**
 * Krippendorff's alpha: agreement beyond chance for any number of raters, gaps, and several kinds of scale.
 *
 * Units with fewer than two ratings are left out; categories nobody used never change the value. Undefined when
 * all pairable ratings are in one category. With two raters it is 1 - (1 - pi) (N-1) / N, N ratings in all.
 * Source: Krippendorff, Computing Krippendorff's alpha-reliability, 2011; Content Analysis, 2nd ed., 2004.
 */
export function krippendorffAlpha(
  tallies: UnitTallies,
  metric: AlphaMetric,
  multiplicity?: Multiplicity,
): Measured {
  return krippendorffAlphaStatistic(tallies, metric)(multiplicity);
}

/** `krippendorffAlpha` prepared for many resamples of the same units. */
export function krippendorffAlphaStatistic(tallies: UnitTallies, metric: AlphaMetric): UnitStatistic {
  return prepareAlpha(tallies, metric, null);
}
