import { assertNever } from '../base/assert-never.ts';
import { elementAt } from './element-at.ts';

/**
 * How far apart two categories are, in Krippendorff's sense.
 *
 * - `nominal`: 1 for any two different categories.
 * - `ordinal`: the number of ratings between them (half of those in each), squared. It depends on the pairable
 *   ratings in the data analysed, so it changes with every subset and every resample.
 * - `interval`: squared difference of the values that the categories stand for.
 * - `ratio`: ((c-k) / (c+k))^2 of those values, which must not be negative; 0 when both are 0.
 */
export type AlphaMetric =
  | { readonly level: 'nominal' }
  | { readonly level: 'ordinal' }
  | { readonly level: 'interval'; readonly values: readonly number[] }
  | { readonly level: 'ratio'; readonly values: readonly number[] };

/** The squared distance between two category codes. */
export type SquaredDistance = (first: number, second: number) => number;

/** Builds the distance between categories from the number of pairable ratings in each of them. */
export function squaredDistance(metric: AlphaMetric, pairable: Float64Array): SquaredDistance {
  switch (metric.level) {
    case 'nominal':
      return (first, second) => (first === second ? 0 : 1);
    case 'ordinal':
      return squaredDifference(middleRanks(pairable));
    case 'interval':
      return squaredDifference(checkedValues(metric.values, pairable.length));
    case 'ratio':
      return squaredRatio(checkedValues(metric.values, pairable.length));
    default:
      return assertNever(metric, 'metric');
  }
}

/** Krippendorff's "sum of n_g from c to k, less half the ends" is the difference of two middle ranks. */
function middleRanks(pairable: Float64Array): Float64Array {
  let below = 0;
  return pairable.map((count) => {
    const middle = below + count / 2;
    below += count;
    return middle;
  });
}

function squaredDifference(scores: Float64Array): SquaredDistance {
  return (first, second) => (elementAt(scores, first) - elementAt(scores, second)) ** 2;
}

function squaredRatio(scores: Float64Array): SquaredDistance {
  if (scores.some((score) => score < 0)) throw new RangeError('Ratio values must not be negative');
  return (first, second) => {
    const one = elementAt(scores, first);
    const other = elementAt(scores, second);
    return one + other === 0 ? 0 : ((one - other) / (one + other)) ** 2;
  };
}

function checkedValues(values: readonly number[], categories: number): Float64Array {
  if (values.length !== categories || !values.every((value) => Number.isFinite(value))) {
    throw new RangeError(`The metric needs ${categories} finite values, one for each category`);
  }
  return Float64Array.from(values);
}
