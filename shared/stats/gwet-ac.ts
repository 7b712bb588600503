import type { AgreementWeights } from './agreement-weights.ts';
import { chanceCorrected } from './chance-corrected.ts';
import { linearisedStandardError } from './linearised-standard-error.ts';
import { type Measured, measuredUndefined } from './measured.ts';
import { observedAgreementOf, type UnitOptions, type UnitStatistic } from './unit-agreement.ts';
import type { UnitTallies } from './unit-tallies.ts';

/**
 * Gwet's agreement coefficient for any number of raters: AC1 without weights, AC2 with them.
 *
 * pe = T / (q (q-1)) * sum pi_k (1 - pi_k), with T the sum of all weights (q without weights), q the declared
 * categories and pi_k the prevalence, to which units with one rating contribute. It stays steady when one
 * answer dominates, and it rises with the number of declared categories. Undefined on a scale of one category.
 * Source: Gwet, British Journal of Mathematical and Statistical Psychology 61, 2008; Handbook, 4th ed., 2014.
 */
export function gwetAc(tallies: UnitTallies, options: UnitOptions = {}): Measured {
  return gwetAcStatistic(tallies, options.weights)(options.multiplicity);
}

/** `gwetAc` prepared for many resamples of the same units. */
export function gwetAcStatistic(tallies: UnitTallies, weights?: AgreementWeights): UnitStatistic {
  const agreementOf = observedAgreementOf(tallies, weights);
  const scale = chanceScale(tallies, weights);
  return (multiplicity) => {
    const { observed, prevalence } = agreementOf(multiplicity);
    if (observed !== null && tallies.categories < 2) return measuredUndefined('undefined_no_variation');
    return chanceCorrected(tallies, observed, chanceAgreement(prevalence, scale));
  };
}

/** Gwet's linearised standard error of AC1 or AC2 (divisor n (n-1)); see `linearisedStandardError`. */
export function gwetAcStandardError(tallies: UnitTallies, weights?: AgreementWeights): Measured {
  const { prevalence } = observedAgreementOf(tallies, weights)();
  const scale = chanceScale(tallies, weights);
  return linearisedStandardError(tallies, {
    coefficient: gwetAc(tallies, { weights }),
    chance: chanceAgreement(prevalence, scale),
    chanceByCategory: prevalence.map((share) => scale * (1 - share)),
    weights,
  });
}

/** T / (q (q-1)); 0 on a scale of one category, where the coefficient does not exist. */
function chanceScale({ categories }: UnitTallies, weights: AgreementWeights | undefined): number {
  if (categories < 2) return 0;
  const total = weights === undefined ? categories : weights.matrix.reduce((sum, weight) => sum + weight, 0);
  return total / (categories * (categories - 1));
}

function chanceAgreement(prevalence: Float64Array, scale: number): number {
  return scale * prevalence.reduce((sum, share) => sum + share * (1 - share), 0);
}
