import type { Measured, UndefinedReason } from './measured.ts';

/**
 * Why there is no interval.
 *
 * `zero_width`: the method gives two equal ends, as every analytic or bootstrap interval does at perfect
 * agreement. That would claim certainty where there are only too few disagreements to say.
 * `too_many_undefined_resamples`: the coefficient is 0/0 on more than one resample in twenty.
 */
export type IntervalAbsence = UndefinedReason | 'zero_width' | 'too_many_undefined_resamples';

/** A confidence interval, or the reason why none is shown. */
export type Interval =
  | { readonly kind: 'interval'; readonly low: number; readonly high: number }
  | { readonly kind: 'none'; readonly reason: IntervalAbsence };

/** The 97.5 % point of the standard normal distribution, for two-sided 95 % intervals. */
export const normalQuantile975 = 1.959963984540054;

/** Two ends closer than this are rounding, not width. */
const zeroWidth = 1e-12;

/** Makes an interval of two ends, or none when they coincide. */
export function intervalOf(low: number, high: number): Interval {
  return high - low <= zeroWidth ? { kind: 'none', reason: 'zero_width' } : { kind: 'interval', low, high };
}

/** The large-sample interval: estimate plus and minus `z` standard errors. Nothing is clipped. */
export function normalInterval(
  estimate: Measured,
  standardError: Measured,
  z: number = normalQuantile975,
): Interval {
  if (estimate.kind === 'undefined') return { kind: 'none', reason: estimate.reason };
  if (standardError.kind === 'undefined') return { kind: 'none', reason: standardError.reason };
  const half = z * standardError.value;
  return intervalOf(estimate.value - half, estimate.value + half);
}
