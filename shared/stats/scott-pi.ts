import { contingencyTable } from './contingency-table.ts';
import { elementAt } from './element-at.ts';
import { type Measured, measuredUndefined, measuredValue } from './measured.ts';
import type { RatingTable } from './rating-table.ts';
import type { Multiplicity } from './unit-tallies.ts';

/**
 * Scott's pi of two raters over the units both rated: (po - pe) / (1 - pe), pe = sum of squared shares of the
 * categories in both raters' ratings pooled.
 *
 * Unlike Cohen's kappa it charges the raters for using different marginals. Undefined when both gave one and
 * the same answer throughout.
 * Source: Scott, Public Opinion Quarterly 19, 1955.
 */
export function scottPi(
  table: RatingTable,
  firstRater: number,
  secondRater: number,
  multiplicity?: Multiplicity,
): Measured {
  const crossed = contingencyTable(table, firstRater, secondRater, multiplicity);
  if (crossed.absence !== null) return measuredUndefined(crossed.absence);
  const { categories, units } = crossed;
  let agreeing = 0;
  let chanceDisagreement = 0;
  for (let code = 0; code < categories; code += 1) {
    agreeing += elementAt(crossed.cells, code * categories + code);
    const pooled = elementAt(crossed.rowTotals, code) + elementAt(crossed.columnTotals, code);
    // p (1-p) in whole numbers until the last step, so that "one category only" is exactly 0.
    chanceDisagreement += (pooled * (2 * units - pooled)) / (4 * units * units);
  }
  if (chanceDisagreement === 0) return measuredUndefined('undefined_no_variation');
  return measuredValue(1 - (units - agreeing) / units / chanceDisagreement);
}
