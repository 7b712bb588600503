import { elementAt } from './element-at.ts';
import type { UndefinedReason } from './measured.ts';
import { checkRatingTable, missingRating, ratingAt, type RatingTable } from './rating-table.ts';

/**
 * How often each unit received each category: all that the coefficients for any number of raters need.
 *
 * Only the categories that a unit did receive are stored, so that a 0 to 100 scale costs no more than a yes/no
 * one: those of unit `u` are entries `starts[u]` up to `starts[u + 1]` of `codes` and `counts`. Units keep the
 * numbering of the table they came from.
 */
export interface UnitTallies {
  readonly units: number;
  /** Declared categories, used or not. */
  readonly categories: number;
  /** Raters who rated at least one unit. */
  readonly activeRaters: number;
  /** Ratings given, gaps excluded. */
  readonly ratings: number;
  /** Units with at least one rating. */
  readonly ratedUnits: number;
  /** Units with at least two ratings; the others cannot show agreement. */
  readonly sharedUnits: number;
  /** Pairs of ratings of the same unit. */
  readonly raterPairs: number;
  /** Ratings of each unit. */
  readonly sizes: Int32Array;
  readonly starts: Int32Array;
  readonly codes: Int32Array;
  readonly counts: Int32Array;
}

/**
 * How many times each unit enters a statistic, in the numbering of the table; left out it means once each.
 * Bootstrap resamples are written this way, so that no resample copies any ratings.
 */
export type Multiplicity = Int32Array;

/** Counts the ratings of every unit by category; throws when the table contradicts itself. */
export function tallyUnits(table: RatingTable): UnitTallies {
  checkRatingTable(table);
  const { units, raters, categories } = table;
  const sizes = new Int32Array(units);
  const starts = new Int32Array(units + 1);
  const codes = new Int32Array(table.codes.length);
  const counts = new Int32Array(table.codes.length);
  const active = new Set<number>();
  // Where the tally of a category stands in the present unit; valid only from the unit's own start onwards.
  const places = new Int32Array(categories).fill(-1);
  let end = 0;
  for (let unit = 0; unit < units; unit += 1) {
    const start = end;
    for (let rater = 0; rater < raters; rater += 1) {
      const code = ratingAt(table, unit, rater);
      if (code === missingRating) continue;
      active.add(rater);
      let place = elementAt(places, code);
      if (place < start) {
        place = end;
        places[code] = place;
        codes[place] = code;
        end += 1;
      }
      counts[place] = elementAt(counts, place) + 1;
      sizes[unit] = elementAt(sizes, unit) + 1;
    }
    starts[unit + 1] = end;
  }
  return {
    ...summarise(sizes),
    units,
    categories,
    activeRaters: active.size,
    sizes,
    starts,
    codes: codes.slice(0, end),
    counts: counts.slice(0, end),
  };
}

/** Says why no unit was rated twice: the reason every coefficient gives when there is nothing to compare. */
export function reasonForNoSharedUnit(tallies: UnitTallies): UndefinedReason {
  if (tallies.ratings === 0) return 'no_data';
  return tallies.activeRaters < 2 ? 'insufficient_raters' : 'no_overlap';
}

/** How many times a unit counts: its multiplicity, or once. */
export function timesOf(multiplicity: Multiplicity | undefined, unit: number): number {
  return multiplicity === undefined ? 1 : elementAt(multiplicity, unit);
}

function summarise(
  sizes: Int32Array,
): Pick<UnitTallies, 'ratings' | 'ratedUnits' | 'sharedUnits' | 'raterPairs'> {
  let ratings = 0;
  let ratedUnits = 0;
  let sharedUnits = 0;
  let raterPairs = 0;
  for (const size of sizes) {
    ratings += size;
    if (size >= 1) ratedUnits += 1;
    if (size >= 2) sharedUnits += 1;
    raterPairs += (size * (size - 1)) / 2;
  }
  return { ratings, ratedUnits, sharedUnits, raterPairs };
}
