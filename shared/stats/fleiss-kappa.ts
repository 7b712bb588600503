import { type AgreementWeights, agreementWeights, checkWeights, weightOf } from './agreement-weights.ts';
import { chanceCorrected } from './chance-corrected.ts';
import { elementAt } from './element-at.ts';
import { linearisedStandardError } from './linearised-standard-error.ts';
import type { Measured } from './measured.ts';
import { observedAgreementOf, type UnitOptions } from './unit-agreement.ts';
import type { UnitTallies } from './unit-tallies.ts';

/**
 * Fleiss' kappa for any number of raters, generalised to units with unequal numbers of ratings.
 *
 * po is the unit mean of agreeing rater pairs, pe = sum of w_kl pi_k pi_l with pi_k the mean over units of
 * r_k / r (without weights, the sum of pi_k^2). With two raters and no gaps it is Scott's pi.
 * Sources: Fleiss, Psychological Bulletin 76, 1971; unequal numbers: Gwet, Handbook, 4th ed., 2014.
 */
export function fleissKappa(tallies: UnitTallies, options: UnitOptions = {}): Measured {
  const { observed, prevalence } = observedAgreementOf(tallies, options.weights)(options.multiplicity);
  return chanceCorrected(tallies, observed, chanceAgreement(prevalence, weightsOf(tallies, options)));
}

/** Gwet's linearised standard error of Fleiss' kappa, for intervals; see `linearisedStandardError`. */
export function fleissKappaStandardError(tallies: UnitTallies, weights?: AgreementWeights): Measured {
  const { prevalence } = observedAgreementOf(tallies, weights)();
  const used = weightsOf(tallies, { weights });
  return linearisedStandardError(tallies, {
    coefficient: fleissKappa(tallies, { weights }),
    chance: chanceAgreement(prevalence, used),
    chanceByCategory: prevalence.map((_, code) => averageWeightOf(code, prevalence, used)),
    weights,
  });
}

function chanceAgreement(prevalence: Float64Array, weights: AgreementWeights): number {
  return prevalence.reduce((sum, share, code) => sum + share * averageWeightOf(code, prevalence, weights), 0);
}

/** The weighted share of ratings that agree with a category; weights need not be symmetric. */
function averageWeightOf(code: number, prevalence: Float64Array, weights: AgreementWeights): number {
  let sum = 0;
  for (let other = 0; other < prevalence.length; other += 1) {
    const weight = (weightOf(weights, code, other) + weightOf(weights, other, code)) / 2;
    sum += weight * elementAt(prevalence, other);
  }
  return sum;
}

function weightsOf(tallies: UnitTallies, options: UnitOptions): AgreementWeights {
  const weights = options.weights ?? agreementWeights('identity', tallies.categories);
  checkWeights(weights, tallies.categories);
  return weights;
}
