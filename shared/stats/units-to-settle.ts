import { tentativeConclusions } from './classify-agreement.ts';

/**
 * About how many more units would lift the lower end of alpha's interval to .667, if alpha stayed where it is.
 *
 * The distance from the point to the lower end shrinks with the square root of the number of units, so
 * n ((alpha - low) / (alpha - .667))^2 units are needed in all. A rule of thumb to be said with "about": 0 when the
 * lower end is there already, null when the point is not above .667, because then no number of units is enough.
 */
export function unitsToSettle(alpha: number, low: number, units: number): number | null {
  if (low >= tentativeConclusions) return 0;
  if (alpha <= tentativeConclusions) return null;
  const needed = units * ((alpha - low) / (alpha - tentativeConclusions)) ** 2;
  return Math.ceil(needed) - units;
}
