import { weightOf } from './agreement-weights.ts';
import { chanceCorrected } from './chance-corrected.ts';
import type { Measured } from './measured.ts';
import { observedAgreementOf, type UnitOptions } from './unit-agreement.ts';
import type { UnitTallies } from './unit-tallies.ts';

/**
 * The Brennan-Prediger coefficient: chance agreement is that of raters who pick among the declared categories
 * with equal probability, pe = 1/q (with weights, their mean over all pairs of categories).
 *
 * With two categories it is PABAK, 2 po - 1. It depends on the declared scale, not on the labels used.
 * Source: Brennan & Prediger, Educational and Psychological Measurement 41, 1981; Byrt, Bishop & Carlin,
 * Journal of Clinical Epidemiology 46, 1993 (PABAK).
 */
export function brennanPrediger(tallies: UnitTallies, options: UnitOptions = {}): Measured {
  const { observed } = observedAgreementOf(tallies, options.weights)(options.multiplicity);
  return chanceCorrected(tallies, observed, chanceAgreement(tallies, options));
}

function chanceAgreement({ categories }: UnitTallies, { weights }: UnitOptions): number {
  if (weights === undefined) return 1 / categories;
  let sum = 0;
  for (let row = 0; row < categories; row += 1) {
    for (let column = 0; column < categories; column += 1) sum += weightOf(weights, row, column);
  }
  return sum / (categories * categories);
}
