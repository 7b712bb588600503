import { elementAt } from './element-at.ts';
import type { Multiplicity } from './unit-tallies.ts';

/**
 * What each unit adds to the sums that a coefficient is computed from, worked out once for all resamples.
 *
 * Those of unit `u` are entries `starts[u]` up to `starts[u + 1]`: `values` to be added to the sums numbered by
 * `columns`. A bootstrap of 20,000 units then only multiplies and adds.
 */
export interface UnitTerms {
  readonly units: number;
  readonly width: number;
  readonly starts: Int32Array;
  readonly columns: Int32Array;
  readonly values: Float64Array;
}

/** Collects the terms of every unit; `describe` calls `add` with the number of a sum and what the unit adds to it. */
export function collectUnitTerms(
  units: number,
  describe: (unit: number, add: (column: number, value: number) => void) => void,
): UnitTerms {
  const starts = new Int32Array(units + 1);
  const columns: number[] = [];
  const values: number[] = [];
  let width = 0;
  const add = (column: number, value: number): void => {
    columns.push(column);
    values.push(value);
    width = Math.max(width, column + 1);
  };
  for (let unit = 0; unit < units; unit += 1) {
    describe(unit, add);
    starts[unit + 1] = columns.length;
  }
  return { units, width, starts, columns: Int32Array.from(columns), values: Float64Array.from(values) };
}

/** Adds up the terms of all units, each as often as the multiplicity says; at least `width` sums, 0 where none. */
export function sumUnitTerms(terms: UnitTerms, width: number, multiplicity?: Multiplicity): Float64Array {
  const { units, starts, columns, values } = terms;
  if (multiplicity !== undefined && multiplicity.length !== units) {
    throw new RangeError(`A multiplicity of ${multiplicity.length} does not fit ${units} units`);
  }
  const sums = new Float64Array(Math.max(width, terms.width));
  for (let unit = 0; unit < units; unit += 1) {
    const times = multiplicity === undefined ? 1 : elementAt(multiplicity, unit);
    if (times === 0) continue;
    const end = elementAt(starts, unit + 1);
    for (let at = elementAt(starts, unit); at < end; at += 1) {
      const column = elementAt(columns, at);
      sums[column] = elementAt(sums, column) + times * elementAt(values, at);
    }
  }
  return sums;
}
