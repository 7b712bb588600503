import { describe, expect, it } from 'vitest';
import { elementAt } from '../../../../shared/stats/element-at.ts';
import { normalInterval } from '../../../../shared/stats/interval.ts';
import { measuredUndefined, measuredValue } from '../../../../shared/stats/measured.ts';

describe('measuredValue', () => {
  it('lets no number through that is not finite', () => {
    expect(measuredValue(-0.5)).toEqual({ kind: 'value', value: -0.5 });
    for (const value of [Number.NaN, Infinity, -Infinity])
      expect(() => measuredValue(value)).toThrow(RangeError);
  });
});

describe('elementAt', () => {
  it('throws outside the array instead of inventing a number', () => {
    expect(elementAt(Int32Array.of(4, 5), 1)).toBe(5);
    for (const index of [-1, 2, 0.5]) expect(() => elementAt(Int32Array.of(4, 5), index)).toThrow(RangeError);
  });
});

describe('normalInterval', () => {
  it('passes on why there is no estimate or no standard error', () => {
    const value = measuredValue(0.5);
    expect(normalInterval(measuredUndefined('no_overlap'), value)).toEqual({
      kind: 'none',
      reason: 'no_overlap',
    });
    expect(normalInterval(value, measuredUndefined('too_few_units'))).toEqual({
      kind: 'none',
      reason: 'too_few_units',
    });
    expect(normalInterval(value, measuredValue(0))).toEqual({ kind: 'none', reason: 'zero_width' });
  });
});
