/** The code of a rating that was not given. */
export const missingRating = -1;

/**
 * Ratings of units (rows) by raters (columns), all on one scale.
 *
 * A code is the position of the label in the *declared* scale, 0 to `categories` - 1, whether or not the label
 * was ever used; `missingRating` marks a gap. Codes are stored unit by unit: the rating of unit `u` by rater
 * `r` is at `u * raters + r`.
 */
export interface RatingTable {
  readonly units: number;
  readonly raters: number;
  readonly categories: number;
  readonly codes: Int16Array;
}

/** The largest number of categories whose codes fit the table. */
const mostCategories = 32_767;

/** Makes a table of the given shape in which every rating is missing, ready to be filled in. */
export function emptyRatingTable(units: number, raters: number, categories: number): RatingTable {
  const table = {
    units,
    raters,
    categories,
    codes: new Int16Array(units * raters).fill(missingRating),
  };
  checkRatingTable(table);
  return table;
}

/** Throws when a table contradicts itself: a wrong length, or a code outside the declared scale. */
export function checkRatingTable(table: RatingTable): void {
  const { units, raters, categories, codes } = table;
  if (!Number.isInteger(units) || units < 0) throw new RangeError(`units must be a count, not ${units}`);
  if (!Number.isInteger(raters) || raters < 0) throw new RangeError(`raters must be a count, not ${raters}`);
  if (!Number.isInteger(categories) || categories < 1 || categories > mostCategories) {
    throw new RangeError(`categories must be between 1 and ${mostCategories}, not ${categories}`);
  }
  if (codes.length !== units * raters) {
    throw new RangeError(
      `${units} units by ${raters} raters need ${units * raters} codes, not ${codes.length}`,
    );
  }
  for (const code of codes) {
    if (code < missingRating || code >= categories) {
      throw new RangeError(`Code ${code} is outside the declared ${categories} categories`);
    }
  }
}

/** Reads one rating: a category code or `missingRating`. */
export function ratingAt(table: RatingTable, unit: number, rater: number): number {
  const code = table.codes[unit * table.raters + rater];
  if (code === undefined || rater >= table.raters) {
    throw new RangeError(`No rating of unit ${unit} by rater ${rater}`);
  }
  return code;
}
