/**
 * Why a statistic has no value on the given data.
 *
 * - `no_data`: nobody rated anything.
 * - `insufficient_raters`: only one rater rated.
 * - `no_overlap`: no unit was rated by two raters.
 * - `undefined_no_variation`: 0/0, usually because every rating is in the same category.
 * - `too_few_units`: too few units for this quantity (an interval or a standard error, never a coefficient).
 */
export type UndefinedReason =
  'no_data' | 'insufficient_raters' | 'no_overlap' | 'undefined_no_variation' | 'too_few_units';

/** A statistic on given data: a finite number, or the reason why there is none. Never NaN, never infinite. */
export type Measured =
  | { readonly kind: 'value'; readonly value: number }
  | { readonly kind: 'undefined'; readonly reason: UndefinedReason };

/** Wraps a computed number; a number that is not finite is a bug in the statistic and throws. */
export function measuredValue(value: number): Measured {
  if (!Number.isFinite(value)) throw new RangeError(`A statistic came out as ${value}`);
  return { kind: 'value', value };
}

/** States that a statistic does not exist on the given data, and why. */
export function measuredUndefined(reason: UndefinedReason): Measured {
  return { kind: 'undefined', reason };
}
