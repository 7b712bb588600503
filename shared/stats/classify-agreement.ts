import type { Interval } from './interval.ts';
import type { Measured } from './measured.ts';

/**
 * What an alpha and its interval allow to be said; the sentence itself is a matter of wording.
 *
 * The first eight are the rows of the wording table; `no_interval` and `not_measured` are the cases in which the
 * table has no row and nothing may be said.
 */
export type AgreementCondition =
  /** Lower end at least .80: single judgements can be relied on. */
  | 'single_judgements_reliable'
  /** Lower end at least .667: good enough for conclusions from the average of several experts. */
  | 'averages_reliable'
  /** The point is at least .667, the lower end is not: too few units to be sure. */
  | 'probably_good'
  /** The point is between .40 and .667. */
  | 'often_differ'
  /** The point is under .40, the lower end above 0: better than chance, different standards. */
  | 'different_standards'
  /** The interval contains 0. */
  | 'like_guessing'
  /** The whole interval is below 0. */
  | 'systematic_disagreement'
  /** Everyone gave the same answer, so agreement beyond chance cannot be measured. */
  | 'no_variation'
  /** There is a point, but no interval to base a verdict on. */
  | 'no_interval'
  /** There is no alpha because there is nothing to compare. */
  | 'not_measured';

/** Krippendorff's cut-off for tentative conclusions. */
export const tentativeConclusions = 0.667;

/** Krippendorff's cut-off for conclusions. */
const reliable = 0.8;
const oftenDiffer = 0.4;

/**
 * Chooses the condition from alpha and its interval; of the rows that fit, the first in the order of the type.
 *
 * Judged by the lower end, so that a good value from few units is not sold as a good value. Cut-offs .667 and .80:
 * Krippendorff, Content Analysis, 2nd ed., 2004, chapter 11.
 */
export function classifyAgreement(alpha: Measured, interval: Interval): AgreementCondition {
  if (alpha.kind === 'undefined') {
    return alpha.reason === 'undefined_no_variation' ? 'no_variation' : 'not_measured';
  }
  if (interval.kind === 'none') return 'no_interval';
  if (interval.low >= reliable) return 'single_judgements_reliable';
  if (interval.low >= tentativeConclusions) return 'averages_reliable';
  if (alpha.value >= tentativeConclusions) return 'probably_good';
  if (alpha.value >= oftenDiffer) return 'often_differ';
  if (interval.low > 0) return 'different_standards';
  return interval.high >= 0 ? 'like_guessing' : 'systematic_disagreement';
}
