import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { quantile } from '../../../../shared/stats/quantile.ts';

describe('quantile', () => {
  it('interpolates between order statistics as type 7 does', () => {
    // R: quantile(c(1, 2, 4, 8), c(0, .25, .5, .9, 1), type = 7)
    const sorted = Float64Array.of(1, 2, 4, 8);
    expect([0, 0.25, 0.5, 0.9, 1].map((p) => quantile(sorted, p))).toEqual([
      1,
      1.75,
      3,
      expect.closeTo(6.8, 12),
      8,
    ]);
  });

  it('is the value itself when there is only one', () => {
    expect(quantile(Float64Array.of(7), 0.025)).toBe(7);
  });

  it('never leaves the range of the values and never falls as the probability rises', () => {
    const finite = fc.float64Array({ minLength: 1, maxLength: 30, min: -1e6, max: 1e6, noNaN: true });
    const probability = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(finite, probability, probability, (values, one, other) => {
        const sorted = values.toSorted();
        const low = quantile(sorted, Math.min(one, other));
        const high = quantile(sorted, Math.max(one, other));
        expect(low).toBeGreaterThanOrEqual(sorted[0] ?? Number.NaN);
        expect(high).toBeLessThanOrEqual(sorted.at(-1) ?? Number.NaN);
        expect(high - low).toBeGreaterThanOrEqual(-1e-9);
      }),
    );
  });

  it('refuses no values, values out of order and probabilities out of range', () => {
    expect(() => quantile(new Float64Array(), 0.5)).toThrow(RangeError);
    expect(() => quantile(Float64Array.of(2, 1), 0.5)).toThrow(RangeError);
    expect(() => quantile(Float64Array.of(1, 2), 1.1)).toThrow(RangeError);
    expect(() => quantile(Float64Array.of(1, 2), Number.NaN)).toThrow(RangeError);
  });
});
