import { describe, expect, it } from 'vitest';
import {
  agreementWeights,
  customWeights,
  type Weighting,
} from '../../../../shared/stats/agreement-weights.ts';

function firstRow(weighting: Weighting, categories: number): number[] {
  return [...agreementWeights(weighting, categories).matrix.subarray(0, categories)];
}

describe('agreementWeights', () => {
  it('gives the credit of each weighting by steps on the declared scale', () => {
    expect(firstRow('identity', 5)).toEqual([1, 0, 0, 0, 0]);
    expect(firstRow('linear', 5)).toEqual([1, 0.75, 0.5, 0.25, 0]);
    expect(firstRow('quadratic', 5)).toEqual([1, 0.9375, 0.75, 0.4375, 0]);
    expect(firstRow('ordinal', 5)).toEqual([1, 0.9, 0.7, 0.4, 0]);
  });

  it.each(['identity', 'linear', 'quadratic', 'ordinal'] as const)(
    'is 1 for the one category of a scale of one, and plain for two (%s)',
    (weighting) => {
      expect(firstRow(weighting, 1)).toEqual([1]);
      expect([...agreementWeights(weighting, 2).matrix]).toEqual([1, 0, 0, 1]);
    },
  );
});

describe('customWeights', () => {
  it('refuses a wrong size, a category that disagrees with itself, and weights outside 0 to 1', () => {
    expect(() => customWeights(2, Float64Array.of(1, 0, 1))).toThrow(RangeError);
    expect(() => customWeights(2, Float64Array.of(1, 0, 0, 0.9))).toThrow(RangeError);
    expect(() => customWeights(2, Float64Array.of(1, 2, 0, 1))).toThrow(RangeError);
    expect(() => customWeights(2, Float64Array.of(1, Number.NaN, 0, 1))).toThrow(RangeError);
  });
});
