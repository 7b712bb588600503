import * as fc from 'fast-check';
import type { RatingTable } from '../../../../shared/stats/rating-table.ts';

/** Small tables with gaps; labels are drawn from fewer categories than declared now and then. */
export function arbitraryRatings(
  shape: { readonly raters?: number; readonly gaps?: boolean } = {},
): fc.Arbitrary<RatingTable> {
  return fc
    .record({
      units: fc.integer({ min: 1, max: 14 }),
      raters: shape.raters === undefined ? fc.integer({ min: 1, max: 5 }) : fc.constant(shape.raters),
      categories: fc.integer({ min: 2, max: 5 }),
    })
    .chain(({ units, raters, categories }) =>
      fc
        .array(fc.integer({ min: shape.gaps === false ? 0 : -1, max: categories - 1 }), {
          minLength: units * raters,
          maxLength: units * raters,
        })
        .map((codes) => ({ units, raters, categories, codes: Int16Array.from(codes) })),
    );
}

/** A random order of 0 to `count` - 1. */
export function arbitraryOrder(count: number): fc.Arbitrary<number[]> {
  const inOrder = Array.from({ length: count }, (_, index) => index);
  return fc.shuffledSubarray(inOrder, { minLength: count, maxLength: count });
}

/** The same ratings with units, raters and categories in another order: `order[new] = old`, codes by `relabel`. */
export function rearranged(
  table: RatingTable,
  order: { units?: readonly number[]; raters?: readonly number[]; relabel?: readonly number[] },
): RatingTable {
  const codes = table.codes.map((_, place) => {
    const unit = Math.floor(place / table.raters);
    const rater = place % table.raters;
    const code =
      table.codes[(order.units?.[unit] ?? unit) * table.raters + (order.raters?.[rater] ?? rater)] ?? -1;
    return code < 0 ? code : (order.relabel?.[code] ?? code);
  });
  return { ...table, codes };
}
