import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { wilsonInterval } from '../../../../shared/stats/wilson-interval.ts';

describe('wilsonInterval', () => {
  it('has ends of exactly 0 and 1 when nothing or everything counted', () => {
    expect(wilsonInterval(0, 7)).toMatchObject({ low: 0 });
    expect(wilsonInterval(7, 7)).toMatchObject({ high: 1 });
  });

  it('does not exist without trials', () => {
    expect(wilsonInterval(0, 0)).toEqual({ kind: 'none', reason: 'no_data' });
  });

  it('contains the share, stays inside 0 to 1, and mirrors when successes and failures change places', () => {
    const counts = fc.tuple(fc.nat(500), fc.nat(500)).filter(([yes, no]) => yes + no > 0);
    fc.assert(
      fc.property(counts, ([yes, no]) => {
        const interval = wilsonInterval(yes, yes + no);
        const mirrored = wilsonInterval(no, yes + no);
        if (interval.kind === 'none' || mirrored.kind === 'none') throw new Error('No interval');
        const share = yes / (yes + no);
        expect(interval.low).toBeGreaterThanOrEqual(0);
        expect(interval.high).toBeLessThanOrEqual(1);
        expect(share - interval.low).toBeGreaterThanOrEqual(0);
        expect(interval.high - share).toBeGreaterThanOrEqual(0);
        expect(interval.low).toBeCloseTo(1 - mirrored.high, 12);
      }),
    );
  });

  it('refuses what is not a proportion of counts', () => {
    for (const [successes, trials] of [
      [-1, 5],
      [6, 5],
      [0.5, 5],
      [Number.NaN, 5],
    ] as const) {
      expect(() => wilsonInterval(successes, trials)).toThrow(RangeError);
    }
  });
});
