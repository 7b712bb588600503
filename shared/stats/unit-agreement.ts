import { type AgreementWeights, checkWeights, weightOf } from './agreement-weights.ts';
import { elementAt } from './element-at.ts';
import type { Measured } from './measured.ts';
import type { Multiplicity, UnitTallies } from './unit-tallies.ts';
import { collectUnitTerms, sumUnitTerms } from './unit-terms.ts';

/** What the coefficients for several raters can be asked for beside the data. */
export interface UnitOptions {
  /** Credit for near misses; left out, only the same category agrees. */
  readonly weights?: AgreementWeights | undefined;
  readonly multiplicity?: Multiplicity | undefined;
}

/** A statistic prepared for many resamples of the same units. */
export type UnitStatistic = (multiplicity?: Multiplicity) => Measured;

/** Observed agreement and category prevalence of one set of units. */
export interface ObservedAgreement {
  /** The mean of `unitAgreement` over units with at least two ratings; null when there is no such unit. */
  readonly observed: number | null;
  /**
   * The mean over rated units of r_k / r, for each category. Units with a single rating count here, although they
   * cannot show agreement (Gwet's convention).
   */
  readonly prevalence: Float64Array;
}

/**
 * The share of a unit's rater pairs that agree: sum over categories of r_k (r*_k - 1) / (r (r - 1)), where r*_k
 * is the weighted number of ratings that agree with category k (Gwet 2014). 0 with fewer than two ratings.
 */
export function unitAgreement(tallies: UnitTallies, unit: number, weights?: AgreementWeights): number {
  const size = elementAt(tallies.sizes, unit);
  if (size < 2) return 0;
  const start = elementAt(tallies.starts, unit);
  const end = elementAt(tallies.starts, unit + 1);
  let agreeing = 0;
  for (let at = start; at < end; at += 1) {
    const count = elementAt(tallies.counts, at);
    agreeing += count * (count - 1);
    if (weights === undefined) continue;
    const code = elementAt(tallies.codes, at);
    for (let other = start; other < end; other += 1) {
      if (other === at) continue;
      agreeing +=
        count * elementAt(tallies.counts, other) * weightOf(weights, code, elementAt(tallies.codes, other));
    }
  }
  return agreeing / (size * (size - 1));
}

/** Prepares observed agreement and prevalence for many resamples: the part that several coefficients share. */
export function observedAgreementOf(
  tallies: UnitTallies,
  weights?: AgreementWeights,
): (multiplicity?: Multiplicity) => ObservedAgreement {
  if (weights !== undefined) checkWeights(weights, tallies.categories);
  const [agreement, shared, rated, firstShare] = [0, 1, 2, 3];
  const terms = collectUnitTerms(tallies.units, (unit, add) => {
    const size = elementAt(tallies.sizes, unit);
    if (size === 0) return;
    add(rated, 1);
    for (let at = elementAt(tallies.starts, unit); at < elementAt(tallies.starts, unit + 1); at += 1) {
      add(firstShare + elementAt(tallies.codes, at), elementAt(tallies.counts, at) / size);
    }
    if (size < 2) return;
    add(shared, 1);
    add(agreement, unitAgreement(tallies, unit, weights));
  });
  return (multiplicity) => {
    const sums = sumUnitTerms(terms, firstShare + tallies.categories, multiplicity);
    const ratedUnits = elementAt(sums, rated);
    const sharedUnits = elementAt(sums, shared);
    return {
      observed: sharedUnits === 0 ? null : elementAt(sums, agreement) / sharedUnits,
      prevalence: sums.subarray(firstShare).map((share) => (ratedUnits === 0 ? 0 : share / ratedUnits)),
    };
  };
}
