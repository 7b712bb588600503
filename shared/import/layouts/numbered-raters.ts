import type { Rater } from '../../domain/rater.ts';
import { createSourceRater } from '../preference-pair.ts';

/**
 * The people behind a file that says how many judged a row, and not who: called after the file and their place in the
 * list. The nth of one row and the nth of another need not be the same person.
 *
 * @returns the rater at a place, from 1; the file itself without one
 */
export function createNumberedRaters(fileName: string): (position?: number) => Rater {
  const raters = new Map<number | undefined, Rater>();
  return (position) => {
    const known = raters.get(position);
    if (known !== undefined) return known;
    const rater = createSourceRater(fileName, position);
    raters.set(position, rater);
    return rater;
  };
}
