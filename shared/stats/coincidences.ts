import { type AlphaMetric, type SquaredDistance, squaredDistance } from './alpha-metric.ts';
import { elementAt } from './element-at.ts';
import { type Measured, measuredUndefined, measuredValue } from './measured.ts';
import { type Multiplicity, reasonForNoSharedUnit, timesOf, type UnitTallies } from './unit-tallies.ts';

/** What alpha is computed from. */
export interface AlphaInput {
  readonly tallies: UnitTallies;
  readonly metric: AlphaMetric;
  readonly multiplicity: Multiplicity | undefined;
  /** The mirror image of each category, when a mirrored copy of every unit is to be added; else null. */
  readonly mirror: Int32Array | null;
}

/**
 * alpha = 1 - (N-1) * sum_{c<k} o_ck d_ck / sum_{c<k} n_c n_k d_ck, over units with at least two ratings.
 *
 * o_ck = sum over units of r_c r_k / (r-1), n_c the pairable ratings in category c, N their sum, d the squared
 * distance. The coincidence matrix itself is never stored: the sums need only the categories each unit received.
 */
export function alphaOf(input: AlphaInput): Measured {
  const pairable = pairableRatings(input);
  const total = pairable.reduce((sum, count) => sum + count, 0);
  if (total === 0) return measuredUndefined(reasonForNoSharedUnit(input.tallies));
  const distance = squaredDistance(input.metric, pairable);
  const expected = expectedDisagreement(pairable, distance);
  if (expected === 0) return measuredUndefined('undefined_no_variation');
  return measuredValue(1 - ((total - 1) * observedDisagreement(input, distance)) / expected);
}

function pairableRatings({ tallies, multiplicity, mirror }: AlphaInput): Float64Array {
  const pairable = new Float64Array(tallies.categories);
  for (let unit = 0; unit < tallies.units; unit += 1) {
    const times = timesOf(multiplicity, unit);
    if (times === 0 || elementAt(tallies.sizes, unit) < 2) continue;
    const end = elementAt(tallies.starts, unit + 1);
    for (let at = elementAt(tallies.starts, unit); at < end; at += 1) {
      const code = elementAt(tallies.codes, at);
      pairable[code] = elementAt(pairable, code) + times * elementAt(tallies.counts, at);
    }
  }
  if (mirror === null) return pairable;
  return pairable.map((count, code) => count + elementAt(pairable, elementAt(mirror, code)));
}

function expectedDisagreement(pairable: Float64Array, distance: SquaredDistance): number {
  let sum = 0;
  for (let first = 0; first < pairable.length; first += 1) {
    const count = elementAt(pairable, first);
    if (count === 0) continue;
    for (let second = first + 1; second < pairable.length; second += 1) {
      const other = elementAt(pairable, second);
      if (other !== 0) sum += count * other * distance(first, second);
    }
  }
  return sum;
}

function observedDisagreement(input: AlphaInput, distance: SquaredDistance): number {
  const { tallies, multiplicity, mirror } = input;
  const { starts, codes, counts, sizes } = tallies;
  let sum = 0;
  for (let unit = 0; unit < tallies.units; unit += 1) {
    const start = elementAt(starts, unit);
    const end = elementAt(starts, unit + 1);
    // With one category in the unit there is nothing to disagree about.
    if (end - start < 2) continue;
    const times = timesOf(multiplicity, unit);
    if (times === 0) continue;
    let disagreement = 0;
    for (let at = start; at < end; at += 1) {
      const code = elementAt(codes, at);
      for (let other = at + 1; other < end; other += 1) {
        const otherCode = elementAt(codes, other);
        let apart = distance(code, otherCode);
        if (mirror !== null) apart += distance(elementAt(mirror, code), elementAt(mirror, otherCode));
        disagreement += elementAt(counts, at) * elementAt(counts, other) * apart;
      }
    }
    sum += (times * disagreement) / (elementAt(sizes, unit) - 1);
  }
  return sum;
}
