import { elementAt } from './element-at.ts';
import { type Measured, measuredUndefined, measuredValue } from './measured.ts';
import { observedAgreementOf } from './unit-agreement.ts';
import type { UnitTallies } from './unit-tallies.ts';

/** The classic details of Fleiss' kappa, which exist only when every rated unit has equally many ratings. */
export type FleissNullTest =
  | {
      readonly kind: 'equal_ratings';
      /** Kappa of each declared category against all others together. */
      readonly byCategory: readonly Measured[];
      /** Standard error under kappa = 0: for the test of "no agreement" only, never for an interval. */
      readonly standardErrorUnderNull: Measured;
    }
  | { readonly kind: 'unequal_ratings' };

/**
 * Category kappas and the standard error under "no agreement beyond chance", for m ratings on each of n units.
 *
 * Category: ((sum r_ik^2 - n m p_k) / (n m (m-1) p_k) - p_k) / (1 - p_k). Standard error:
 * sqrt(2) / (S sqrt(n m (m-1))) * sqrt(S^2 - sum p q (q-p)) with q = 1-p and S = sum p q.
 * Source: Fleiss, Nee & Landis, Psychological Bulletin 86, 1979; Fleiss, Psychological Bulletin 76, 1971.
 */
export function fleissNullTest(tallies: UnitTallies): FleissNullTest {
  const sizes = new Set(tallies.sizes.filter((size) => size > 0));
  const [ratingsPerUnit, another] = sizes;
  if (ratingsPerUnit === undefined) return undefinedTest(tallies, measuredUndefined('no_data'));
  if (another !== undefined) return { kind: 'unequal_ratings' };
  if (ratingsPerUnit < 2) {
    const reason = tallies.activeRaters < 2 ? 'insufficient_raters' : 'no_overlap';
    return undefinedTest(tallies, measuredUndefined(reason));
  }
  const { prevalence } = observedAgreementOf(tallies)();
  const squares = squaredCounts(tallies);
  const byCategory = Array.from(prevalence, (share, code) =>
    categoryKappa(share, elementAt(squares, code), tallies.ratedUnits, ratingsPerUnit),
  );
  return {
    kind: 'equal_ratings',
    byCategory,
    standardErrorUnderNull: standardErrorUnderNull(prevalence, tallies.ratedUnits, ratingsPerUnit),
  };
}

function undefinedTest(tallies: UnitTallies, absent: Measured): FleissNullTest {
  const byCategory = Array.from({ length: tallies.categories }, () => absent);
  return { kind: 'equal_ratings', byCategory, standardErrorUnderNull: absent };
}

function squaredCounts(tallies: UnitTallies): Float64Array {
  const squares = new Float64Array(tallies.categories);
  tallies.codes.forEach((code, at) => {
    squares[code] = elementAt(squares, code) + elementAt(tallies.counts, at) ** 2;
  });
  return squares;
}

function categoryKappa(share: number, squares: number, units: number, ratings: number): Measured {
  // A category nobody used, or that everybody used always, has no agreement to measure.
  if (share === 0 || share === 1) return measuredUndefined('undefined_no_variation');
  const agreement = (squares - units * ratings * share) / (units * ratings * (ratings - 1) * share);
  return measuredValue((agreement - share) / (1 - share));
}

function standardErrorUnderNull(prevalence: Float64Array, units: number, ratings: number): Measured {
  let spread = 0;
  let skew = 0;
  for (const share of prevalence) {
    spread += share * (1 - share);
    skew += share * (1 - share) * (1 - 2 * share);
  }
  if (spread === 0) return measuredUndefined('undefined_no_variation');
  const scale = Math.SQRT2 / (spread * Math.sqrt(units * ratings * (ratings - 1)));
  return measuredValue(scale * Math.sqrt(Math.max(0, spread ** 2 - skew)));
}
