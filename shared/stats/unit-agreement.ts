import { type AgreementWeights, checkWeights, weightOf } from './agreement-weights.ts';
import { elementAt } from './element-at.ts';
import { type Multiplicity, timesOf, type UnitTallies } from './unit-tallies.ts';

/** What the coefficients for several raters can be asked for beside the data. */
export interface UnitOptions {
  /** Credit for near misses; left out, only the same category agrees. */
  readonly weights?: AgreementWeights | undefined;
  readonly multiplicity?: Multiplicity | undefined;
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

/** The mean of `unitAgreement` over units with at least two ratings; `null` when there is no such unit. */
export function meanUnitAgreement(tallies: UnitTallies, options: UnitOptions): number | null {
  const { weights, multiplicity } = options;
  if (weights !== undefined) checkWeights(weights, tallies.categories);
  let sum = 0;
  let shared = 0;
  for (let unit = 0; unit < tallies.units; unit += 1) {
    const times = timesOf(multiplicity, unit);
    if (times === 0 || elementAt(tallies.sizes, unit) < 2) continue;
    sum += times * unitAgreement(tallies, unit, weights);
    shared += times;
  }
  return shared === 0 ? null : sum / shared;
}

/**
 * The prevalence of each category: the mean over rated units of r_k / r.
 *
 * Units with a single rating count here, although they cannot show agreement (Gwet's convention).
 */
export function categoryPrevalence(tallies: UnitTallies, multiplicity?: Multiplicity): Float64Array {
  const prevalence = new Float64Array(tallies.categories);
  let rated = 0;
  for (let unit = 0; unit < tallies.units; unit += 1) {
    const times = timesOf(multiplicity, unit);
    const size = elementAt(tallies.sizes, unit);
    if (times === 0 || size === 0) continue;
    rated += times;
    for (let at = elementAt(tallies.starts, unit); at < elementAt(tallies.starts, unit + 1); at += 1) {
      const code = elementAt(tallies.codes, at);
      prevalence[code] = elementAt(prevalence, code) + (times * elementAt(tallies.counts, at)) / size;
    }
  }
  return rated === 0 ? prevalence : prevalence.map((sum) => sum / rated);
}
