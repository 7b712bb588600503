import { describe, expect, it } from 'vitest';
import { unitsToSettle } from '../../../../shared/stats/units-to-settle.ts';

describe('unitsToSettle', () => {
  it('asks for four times the units to halve the distance to the lower end', () => {
    // From .867 down to .467 is twice the way to .667.
    expect(unitsToSettle(0.867, 0.467, 50)).toBeGreaterThanOrEqual(150);
    expect(unitsToSettle(0.867, 0.467, 50)).toBeLessThanOrEqual(151);
  });

  it('asks for none when the lower end is high enough, and gives up when the point is not', () => {
    expect(unitsToSettle(0.9, 0.667, 50)).toBe(0);
    expect(unitsToSettle(0.667, 0.5, 50)).toBeNull();
    expect(unitsToSettle(0.5, 0.2, 50)).toBeNull();
  });
});
