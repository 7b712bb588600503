import { emptyRatingTable, type RatingTable } from '../../../../shared/stats/rating-table.ts';
import type { Measured } from '../../../../shared/stats/measured.ts';

/** One row per rater, one column per unit, `null` for a missing rating. */
export type RatingMatrix = readonly (readonly (number | null)[])[];

/** Builds a table of labels in the order of the declared scale; by default the scale is 0, 1, 2 ... */
export function tableOf(matrix: RatingMatrix, scale: readonly number[] = scaleOf(matrix)): RatingTable {
  const units = matrix[0]?.length ?? 0;
  const table = emptyRatingTable(units, matrix.length, scale.length);
  matrix.forEach((ratings, rater) =>
    ratings.forEach((label, unit) => {
      if (label === null) return;
      const code = scale.indexOf(label);
      if (code < 0) throw new Error(`Label ${label} is not on the scale ${scale.join(' ')}`);
      table.codes[unit * matrix.length + rater] = code;
    }),
  );
  return table;
}

/** The number a statistic came out as; fails the test when it is undefined. */
export function valueOf(measured: Measured): number {
  if (measured.kind === 'undefined') throw new Error(`Undefined: ${measured.reason}`);
  return measured.value;
}

/** A measured value as a number, or the reason for its absence as text: handy on one side of `toEqual`. */
export function numberOrReason(measured: Measured): number | string {
  return measured.kind === 'value' ? measured.value : measured.reason;
}

/**
 * How far two measured values are apart: 0 for the same reason of absence, the texts when only one is absent or the
 * reasons differ. Made for `expect(gap(a, b)).toBeLessThan(1e-9)`, which no text satisfies.
 */
export function gap(one: Measured, other: Measured): number | string {
  const [first, second] = [numberOrReason(one), numberOrReason(other)];
  if (typeof first === 'number' && typeof second === 'number') return Math.abs(first - second);
  return first === second ? 0 : `${first} against ${second}`;
}

function scaleOf(matrix: RatingMatrix): number[] {
  const highest = Math.max(1, ...matrix.flat().map((label) => label ?? 0));
  return Array.from({ length: highest + 1 }, (_, code) => code);
}
