import type { AgreementWeights } from './agreement-weights.ts';
import { chanceCorrected } from './chance-corrected.ts';
import { linearisedStandardError } from './linearised-standard-error.ts';
import { type Measured, measuredUndefined } from './measured.ts';
import { categoryPrevalence, meanUnitAgreement, type UnitOptions } from './unit-agreement.ts';
import { reasonForNoSharedUnit, type UnitTallies } from './unit-tallies.ts';

/**
 * Gwet's agreement coefficient for any number of raters: AC1 without weights, AC2 with them.
 *
 * pe = T / (q (q-1)) * sum pi_k (1 - pi_k), with T the sum of all weights (q without weights), q the declared
 * categories and pi_k the prevalence, to which units with one rating contribute. It stays steady when one
 * answer dominates, and it rises with the number of declared categories. Undefined on a scale of one category.
 * Source: Gwet, British Journal of Mathematical and Statistical Psychology 61, 2008; Handbook, 4th ed., 2014.
 */
export function gwetAc(tallies: UnitTallies, options: UnitOptions = {}): Measured {
  const observed = meanUnitAgreement(tallies, options);
  if (tallies.categories < 2) return undefinedOnOneCategory(tallies, observed);
  const prevalence = categoryPrevalence(tallies, options.multiplicity);
  const chance = prevalence.reduce(
    (sum, share) => sum + share * chanceTerm(tallies, share, options.weights),
    0,
  );
  return chanceCorrected(tallies, observed, chance);
}

/** Gwet's linearised standard error of AC1 or AC2 (divisor n (n-1)); see `linearisedStandardError`. */
export function gwetAcStandardError(tallies: UnitTallies, weights?: AgreementWeights): Measured {
  const coefficient = gwetAc(tallies, { weights });
  if (coefficient.kind === 'undefined') return coefficient;
  const prevalence = categoryPrevalence(tallies);
  const chanceByCategory = prevalence.map((share) => chanceTerm(tallies, share, weights));
  const chance = prevalence.reduce((sum, share) => sum + share * chanceTerm(tallies, share, weights), 0);
  return linearisedStandardError(tallies, { coefficient, chance, chanceByCategory, weights });
}

function chanceTerm(
  { categories }: UnitTallies,
  share: number,
  weights: AgreementWeights | undefined,
): number {
  const total = weights === undefined ? categories : weights.matrix.reduce((sum, weight) => sum + weight, 0);
  return (total / (categories * (categories - 1))) * (1 - share);
}

function undefinedOnOneCategory(tallies: UnitTallies, observed: number | null): Measured {
  return measuredUndefined(observed === null ? reasonForNoSharedUnit(tallies) : 'undefined_no_variation');
}
