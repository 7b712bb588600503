import type { AgreementWeights } from './agreement-weights.ts';
import { elementAt } from './element-at.ts';
import { type Measured, measuredUndefined, measuredValue } from './measured.ts';
import { unitAgreement } from './unit-agreement.ts';
import type { UnitTallies } from './unit-tallies.ts';

/** A chance-corrected coefficient as its linearised variance sees it. */
export interface Linearisation {
  readonly coefficient: Measured;
  /** The chance agreement pe. */
  readonly chance: number;
  /** What a rating in each category adds to its unit's chance term e_i; averages to pe over units. */
  readonly chanceByCategory: Float64Array;
  readonly weights: AgreementWeights | undefined;
}

/**
 * Gwet's linearised standard error of a coefficient for several raters, over units as the sampled thing.
 *
 * v_i = (n/n2) (a_i - pe [r_i>=2]) / (1-pe) - 2 (1-coefficient) (e_i - pe) / (1-pe) and
 * var = sum (v_i - coefficient)^2 / (n (n-1)), with n the rated and n2 the shared units. Raters count as fixed.
 * 0 at perfect agreement, which is no licence for an interval without width.
 * Source: Gwet, British Journal of Mathematical and Statistical Psychology 61, 2008; Handbook, 4th ed., 2014.
 */
export function linearisedStandardError(tallies: UnitTallies, linearisation: Linearisation): Measured {
  const { coefficient, chance, chanceByCategory, weights } = linearisation;
  if (coefficient.kind === 'undefined') return coefficient;
  const rated = tallies.ratedUnits;
  if (rated < 2) return measuredUndefined('too_few_units');
  let sum = 0;
  for (let unit = 0; unit < tallies.units; unit += 1) {
    const size = elementAt(tallies.sizes, unit);
    if (size === 0) continue;
    let expected = 0;
    for (let at = elementAt(tallies.starts, unit); at < elementAt(tallies.starts, unit + 1); at += 1) {
      const share = elementAt(tallies.counts, at) / size;
      expected += share * elementAt(chanceByCategory, elementAt(tallies.codes, at));
    }
    const aboveChance = size < 2 ? 0 : unitAgreement(tallies, unit, weights) - chance;
    const value =
      ((rated / tallies.sharedUnits) * aboveChance - 2 * (1 - coefficient.value) * (expected - chance)) /
      (1 - chance);
    sum += (value - coefficient.value) ** 2;
  }
  return measuredValue(Math.sqrt(sum / (rated * (rated - 1))));
}
