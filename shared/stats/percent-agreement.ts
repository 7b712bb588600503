import type { AgreementWeights } from './agreement-weights.ts';
import { elementAt } from './element-at.ts';
import { type Measured, measuredUndefined, measuredValue } from './measured.ts';
import { observedAgreementOf, type UnitOptions, type UnitStatistic } from './unit-agreement.ts';
import { type Multiplicity, reasonForNoSharedUnit, timesOf, type UnitTallies } from './unit-tallies.ts';

/**
 * The share of rater pairs that agree, computed per unit and then averaged over units: the headline number.
 *
 * For each unit with r >= 2 ratings, sum over categories of r_k (r_k - 1) / (r (r - 1)); every unit counts the
 * same however many raters it had. With weights, near misses earn part credit.
 * Source: Gwet, Handbook of Inter-Rater Reliability, 4th ed., 2014 (percent agreement for several raters).
 */
export function percentAgreementUnitMean(tallies: UnitTallies, options: UnitOptions = {}): Measured {
  return percentAgreementStatistic(tallies, options.weights)(options.multiplicity);
}

/** `percentAgreementUnitMean` prepared for many resamples of the same units. */
export function percentAgreementStatistic(tallies: UnitTallies, weights?: AgreementWeights): UnitStatistic {
  const agreementOf = observedAgreementOf(tallies, weights);
  return (multiplicity) => {
    const { observed } = agreementOf(multiplicity);
    return observed === null ? measuredUndefined(reasonForNoSharedUnit(tallies)) : measuredValue(observed);
  };
}

/**
 * The share of agreeing pairs among all rater pairs of all units, in which units with more raters weigh more.
 *
 * This is the number that Zheng et al. (MT-bench and Chatbot Arena, 2023) print as human agreement. It equals
 * `percentAgreementUnitMean` for certain only when every unit has the same number of ratings.
 */
export function percentAgreementPairPooled(tallies: UnitTallies, multiplicity?: Multiplicity): Measured {
  let agreeing = 0;
  let pairs = 0;
  for (let unit = 0; unit < tallies.units; unit += 1) {
    const times = timesOf(multiplicity, unit);
    const size = elementAt(tallies.sizes, unit);
    if (times === 0 || size < 2) continue;
    pairs += (times * size * (size - 1)) / 2;
    for (let at = elementAt(tallies.starts, unit); at < elementAt(tallies.starts, unit + 1); at += 1) {
      const count = elementAt(tallies.counts, at);
      agreeing += (times * count * (count - 1)) / 2;
    }
  }
  return pairs === 0 ? measuredUndefined(reasonForNoSharedUnit(tallies)) : measuredValue(agreeing / pairs);
}
