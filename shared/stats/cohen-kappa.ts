import { type AgreementWeights, agreementWeights, checkWeights, weightOf } from './agreement-weights.ts';
import { type ContingencyTable, contingencyTable } from './contingency-table.ts';
import { elementAt } from './element-at.ts';
import { type Interval, normalInterval } from './interval.ts';
import { type Measured, measuredUndefined, measuredValue } from './measured.ts';
import type { RatingTable } from './rating-table.ts';
import type { Multiplicity } from './unit-tallies.ts';

/** Cohen's kappa of two raters, with what a reader needs to judge it. */
export interface CohenKappa {
  readonly kappa: Measured;
  /** Large-sample standard error for intervals (not the one under kappa = 0); 0 at perfect agreement. */
  readonly standardError: Measured;
  /** 95 % interval from that standard error; none at perfect agreement. */
  readonly interval: Interval;
  /** Observed (weighted) agreement. */
  readonly observed: Measured;
  /** Units both raters rated. */
  readonly units: number;
}

/** Which weights to use (unweighted when left out), and how often each unit counts. */
export interface CohenKappaOptions {
  readonly weights?: AgreementWeights;
  readonly multiplicity?: Multiplicity;
}

/**
 * Cohen's kappa of two raters over the units both rated: (po - pe) / (1 - pe) with each rater's own marginals.
 *
 * po = sum w_kl p_kl and pe = sum w_kl p_k+ p_+l. Undefined when both gave one and the same answer throughout.
 * Sources: Cohen, Educational and Psychological Measurement 20, 1960 and Psychological Bulletin 70, 1968
 * (weights); standard error: Fleiss, Cohen & Everitt, Psychological Bulletin 72, 1969.
 */
export function cohenKappa(
  table: RatingTable,
  firstRater: number,
  secondRater: number,
  options: CohenKappaOptions = {},
): CohenKappa {
  const weights = options.weights ?? agreementWeights('identity', table.categories);
  checkWeights(weights, table.categories);
  const crossed = contingencyTable(table, firstRater, secondRater, options.multiplicity);
  if (crossed.absence !== null) {
    const absent = measuredUndefined(crossed.absence);
    return {
      kappa: absent,
      standardError: absent,
      interval: normalInterval(absent, absent),
      observed: absent,
      units: 0,
    };
  }
  const { observed, chance, chanceDisagreement, observedDisagreement } = agreementOf(crossed, weights);
  // Sums of disagreements, not 1 - pe: they are exactly 0 when, and only when, kappa is 0/0.
  const defined = chanceDisagreement > 0;
  const kappa = defined
    ? measuredValue(1 - observedDisagreement / chanceDisagreement)
    : measuredUndefined('undefined_no_variation');
  const standardError = defined
    ? measuredValue(fleissCohenEverittError(crossed, weights, observed, chance))
    : measuredUndefined('undefined_no_variation');
  return {
    kappa,
    standardError,
    interval: normalInterval(kappa, standardError),
    observed: measuredValue(observed),
    units: crossed.units,
  };
}

interface Agreement {
  readonly observed: number;
  readonly chance: number;
  readonly observedDisagreement: number;
  readonly chanceDisagreement: number;
}

function agreementOf(crossed: ContingencyTable, weights: AgreementWeights): Agreement {
  const { categories, cells, rowTotals, columnTotals, units } = crossed;
  // Counts are summed before anything is divided: without weights these sums are exact.
  let apart = 0;
  let apartByChance = 0;
  for (let row = 0; row < categories; row += 1) {
    for (let column = 0; column < categories; column += 1) {
      const disagreement = 1 - weightOf(weights, row, column);
      apart += disagreement * elementAt(cells, row * categories + column);
      apartByChance += disagreement * elementAt(rowTotals, row) * elementAt(columnTotals, column);
    }
  }
  const observedDisagreement = apart / units;
  const chanceDisagreement = apartByChance / (units * units);
  return {
    observed: 1 - observedDisagreement,
    chance: 1 - chanceDisagreement,
    observedDisagreement,
    chanceDisagreement,
  };
}

/**
 * var = [sum p_kl (w_kl (1-pe) - (wr_k + wc_l)(1-po))^2 - (po pe - 2 pe + po)^2] / (n (1-pe)^4),
 * where wr_k = sum_l w_kl p_+l and wc_l = sum_k w_kl p_k+.
 */
function fleissCohenEverittError(
  crossed: ContingencyTable,
  weights: AgreementWeights,
  observed: number,
  chance: number,
): number {
  const { categories, cells, rowTotals, columnTotals, units } = crossed;
  const rowWeights = new Float64Array(categories);
  const columnWeights = new Float64Array(categories);
  for (let row = 0; row < categories; row += 1) {
    for (let column = 0; column < categories; column += 1) {
      const weight = weightOf(weights, row, column) / units;
      rowWeights[row] = elementAt(rowWeights, row) + weight * elementAt(columnTotals, column);
      columnWeights[column] = elementAt(columnWeights, column) + weight * elementAt(rowTotals, row);
    }
  }
  let sum = 0;
  for (let row = 0; row < categories; row += 1) {
    for (let column = 0; column < categories; column += 1) {
      const term =
        weightOf(weights, row, column) * (1 - chance) -
        (elementAt(rowWeights, row) + elementAt(columnWeights, column)) * (1 - observed);
      sum += (elementAt(cells, row * categories + column) / units) * term ** 2;
    }
  }
  const variance = (sum - (observed * chance - 2 * chance + observed) ** 2) / (units * (1 - chance) ** 4);
  // A variance of 0 comes out as a rounding error of either sign.
  return Math.sqrt(Math.max(0, variance));
}
