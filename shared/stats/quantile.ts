import { elementAt } from './element-at.ts';

/**
 * The quantile of values already in ascending order, by linear interpolation between order statistics (type 7).
 *
 * h = (n-1) p; the value at floor(h) plus the fraction of h of the step to the next. R's and numpy's default.
 * Throws without values, when they are not in order, or when `probability` is outside 0 to 1.
 * Source: Hyndman & Fan, The American Statistician 50, 1996, definition 7.
 */
export function quantile(sorted: Float64Array, probability: number): number {
  if (sorted.length === 0) throw new RangeError('A quantile needs at least one value');
  if (!(probability >= 0 && probability <= 1)) throw new RangeError(`No quantile at ${probability}`);
  const position = (sorted.length - 1) * probability;
  const below = Math.floor(position);
  const lower = elementAt(sorted, below);
  if (position === below) return lower;
  const upper = elementAt(sorted, below + 1);
  if (!(lower <= upper)) throw new RangeError('A quantile needs values in ascending order');
  return lower + (position - below) * (upper - lower);
}
