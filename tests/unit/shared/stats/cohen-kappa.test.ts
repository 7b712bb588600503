import { describe, expect, it } from 'vitest';
import { agreementWeights } from '../../../../shared/stats/agreement-weights.ts';
import { cohenKappa } from '../../../../shared/stats/cohen-kappa.ts';
import { numberOrReason, tableOf, valueOf } from './rating-matrix.ts';

describe('cohenKappa', () => {
  it('uses only the units both raters rated and says how many', () => {
    const complete = tableOf([
      [0, 1, 1, 0],
      [0, 1, 0, 0],
    ]);
    const withGaps = tableOf([
      [0, null, 1, 1, 0, 1],
      [0, 1, 1, 0, 0, null],
    ]);
    expect(cohenKappa(withGaps, 0, 1)).toEqual(cohenKappa(complete, 0, 1));
    expect(cohenKappa(withGaps, 0, 1).units).toBe(4);
  });

  it('lets an unused category of the declared scale change the weighted value only', () => {
    const matrix = [
      [0, 1, 2, 2, 0],
      [0, 2, 2, 1, 1],
    ];
    const [narrow, wide] = [tableOf(matrix, [0, 1, 2]), tableOf(matrix, [0, 1, 9, 2])];
    const quadratic = (table: typeof narrow) =>
      valueOf(cohenKappa(table, 0, 1, { weights: agreementWeights('quadratic', table.categories) }).kappa);
    expect(valueOf(cohenKappa(wide, 0, 1).kappa)).toBeCloseTo(valueOf(cohenKappa(narrow, 0, 1).kappa), 12);
    expect(quadratic(wide)).not.toBeCloseTo(quadratic(narrow), 2);
  });

  it('looks only at the two raters asked for', () => {
    const table = tableOf([
      [0, 1],
      [null, null],
      [0, 1],
    ]);
    expect(numberOrReason(cohenKappa(table, 0, 2).kappa)).toBe(1);
    expect(numberOrReason(cohenKappa(table, 0, 1).kappa)).toBe('insufficient_raters');
  });

  it('refuses a rater compared with themselves and raters who are not in the table', () => {
    const table = tableOf([
      [0, 1],
      [1, 1],
    ]);
    expect(() => cohenKappa(table, 1, 1)).toThrow(RangeError);
    expect(() => cohenKappa(table, 0, 2)).toThrow(RangeError);
    expect(() => cohenKappa(table, -1, 0)).toThrow(RangeError);
  });
});
