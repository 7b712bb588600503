import { elementAt } from './element-at.ts';
import type { UndefinedReason } from './measured.ts';
import { checkRatingTable, missingRating, ratingAt, type RatingTable } from './rating-table.ts';
import { type Multiplicity, timesOf } from './unit-tallies.ts';

/**
 * The cross table of two raters over the units both rated (pairwise deletion): `cells` row by row, rows for
 * the first rater; with the totals per rater.
 */
export interface ContingencyTable {
  readonly categories: number;
  /** Units both raters rated. */
  readonly units: number;
  readonly cells: Float64Array;
  readonly rowTotals: Float64Array;
  readonly columnTotals: Float64Array;
  /** Set when no unit was rated by both. */
  readonly absence: UndefinedReason | null;
}

/** Crosses the ratings of two different raters; throws when a rater is not in the table or is named twice. */
export function contingencyTable(
  table: RatingTable,
  firstRater: number,
  secondRater: number,
  multiplicity?: Multiplicity,
): ContingencyTable {
  checkRatingTable(table);
  if (firstRater === secondRater) throw new RangeError('A rater cannot be compared with themselves');
  for (const rater of [firstRater, secondRater]) {
    if (!Number.isInteger(rater) || rater < 0 || rater >= table.raters) {
      throw new RangeError(`There is no rater ${rater} among ${table.raters}`);
    }
  }
  const { categories } = table;
  const cells = new Float64Array(categories * categories);
  const rowTotals = new Float64Array(categories);
  const columnTotals = new Float64Array(categories);
  let units = 0;
  let byFirst = 0;
  let bySecond = 0;
  for (let unit = 0; unit < table.units; unit += 1) {
    const times = timesOf(multiplicity, unit);
    if (times === 0) continue;
    const first = ratingAt(table, unit, firstRater);
    const second = ratingAt(table, unit, secondRater);
    if (first !== missingRating) byFirst += times;
    if (second !== missingRating) bySecond += times;
    if (first === missingRating || second === missingRating) continue;
    units += times;
    addTo(cells, first * categories + second, times);
    addTo(rowTotals, first, times);
    addTo(columnTotals, second, times);
  }
  return { categories, units, cells, rowTotals, columnTotals, absence: absenceOf(units, byFirst, bySecond) };
}

function absenceOf(units: number, byFirst: number, bySecond: number): UndefinedReason | null {
  if (units > 0) return null;
  if (byFirst === 0 && bySecond === 0) return 'no_data';
  return byFirst === 0 || bySecond === 0 ? 'insufficient_raters' : 'no_overlap';
}

function addTo(array: Float64Array, index: number, amount: number): void {
  array[index] = elementAt(array, index) + amount;
}
