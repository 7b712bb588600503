import { assertNever } from '../base/assert-never.ts';
import { elementAt } from './element-at.ts';

/**
 * How much credit a pair of categories earns, by their positions in the declared scale of `q` categories.
 *
 * - `identity`: 1 for the same category, else 0.
 * - `linear`: 1 - |k-l| / (q-1).
 * - `quadratic`: 1 - (k-l)^2 / (q-1)^2.
 * - `ordinal`: 1 - C(|k-l|+1, 2) / C(q, 2). These are Gwet's ordinal weights; Krippendorff's ordinal metric is
 *   something else and depends on the data.
 */
export type Weighting = 'identity' | 'linear' | 'quadratic' | 'ordinal';

/** Agreement weights of all pairs of categories, row by row; 1 on the diagonal. */
export interface AgreementWeights {
  readonly categories: number;
  readonly matrix: Float64Array;
}

/**
 * Builds the weights of a scale with `categories` declared categories.
 *
 * Sources: Cohen, Psychological Bulletin 70, 1968 (weights); Cicchetti & Allison 1971 (linear); Fleiss & Cohen
 * 1973 (quadratic); Gwet, Handbook of Inter-Rater Reliability, 4th ed., 2014 (ordinal).
 */
export function agreementWeights(weighting: Weighting, categories: number): AgreementWeights {
  const matrix = new Float64Array(categories * categories);
  for (let row = 0; row < categories; row += 1) {
    for (let column = 0; column < categories; column += 1) {
      const steps = Math.abs(row - column);
      matrix[row * categories + column] = steps === 0 ? 1 : weightAcross(weighting, steps, categories);
    }
  }
  return { categories, matrix };
}

/** Accepts a weight matrix of one's own; throws unless it is `categories` squared, 1 on the diagonal, 0 to 1. */
export function customWeights(categories: number, matrix: Float64Array): AgreementWeights {
  if (matrix.length !== categories * categories) {
    throw new RangeError(`${categories} categories need ${categories * categories} weights`);
  }
  for (let row = 0; row < categories; row += 1) {
    if (elementAt(matrix, row * categories + row) !== 1) {
      throw new RangeError(`Category ${row} must agree fully with itself`);
    }
  }
  if (!matrix.every((weight) => weight >= 0 && weight <= 1)) {
    throw new RangeError('Agreement weights lie between 0 and 1');
  }
  return { categories, matrix };
}

/** The weight of a pair of categories. */
export function weightOf(weights: AgreementWeights, first: number, second: number): number {
  return elementAt(weights.matrix, first * weights.categories + second);
}

/** Throws when weights were built for another number of categories than the data declare. */
export function checkWeights(weights: AgreementWeights, categories: number): void {
  if (weights.categories !== categories) {
    throw new RangeError(`Weights for ${weights.categories} categories do not fit a scale of ${categories}`);
  }
}

function weightAcross(weighting: Weighting, steps: number, categories: number): number {
  switch (weighting) {
    case 'identity':
      return 0;
    case 'linear':
      return 1 - steps / (categories - 1);
    case 'quadratic':
      return 1 - (steps / (categories - 1)) ** 2;
    case 'ordinal':
      return 1 - (steps * (steps + 1)) / (categories * (categories - 1));
    default:
      return assertNever(weighting, 'weighting');
  }
}
