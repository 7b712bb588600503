import { type AlphaMetric, squaredDistance } from './alpha-metric.ts';
import { elementAt } from './element-at.ts';
import { measuredUndefined, measuredValue } from './measured.ts';
import type { UnitStatistic } from './unit-agreement.ts';
import { reasonForNoSharedUnit, type UnitTallies } from './unit-tallies.ts';
import { collectUnitTerms, sumUnitTerms, type UnitTerms } from './unit-terms.ts';

/**
 * Prepares alpha = 1 - (N-1) * sum_{c<k} o_ck d_ck / sum_{c<k} n_c n_k d_ck over units with at least two ratings.
 *
 * o_ck = sum over units of r_c r_k / (r-1), n_c the pairable ratings in category c, N their sum, d the squared
 * distance, which is worked out anew for every resample. With a `mirror`, giving the opposite of each category, a
 * mirrored copy of every unit is added to both.
 */
export function prepareAlpha(
  tallies: UnitTallies,
  metric: AlphaMetric,
  mirror: Int32Array | null,
): UnitStatistic {
  const { categories } = tallies;
  const { terms, pairs } = coincidenceTerms(tallies);
  return (multiplicity) => {
    const sums = sumUnitTerms(terms, categories + pairs.length, multiplicity);
    const pairable = sums.slice(0, categories);
    mirror?.forEach((opposite, code) => {
      pairable[code] = elementAt(pairable, code) + elementAt(sums, opposite);
    });
    const total = pairable.reduce((sum, count) => sum + count, 0);
    if (total === 0) return measuredUndefined(reasonForNoSharedUnit(tallies));
    const distance = squaredDistance(metric, pairable);
    let observed = 0;
    pairs.forEach(([first, second], pair) => {
      let apart = distance(first, second);
      if (mirror !== null) apart += distance(elementAt(mirror, first), elementAt(mirror, second));
      observed += elementAt(sums, categories + pair) * apart;
    });
    const expected = expectedDisagreement(pairable, distance);
    if (expected === 0) return measuredUndefined('undefined_no_variation');
    return measuredValue(1 - ((total - 1) * observed) / expected);
  };
}

/**
 * Coincidences as terms: sum `c` takes the pairable ratings in category `c`, sum `categories + p` the coincidences of
 * the pair `pairs[p]`. Only pairs that occur in some unit are numbered, so that a long scale stays affordable.
 */
function coincidenceTerms(tallies: UnitTallies): {
  readonly terms: UnitTerms;
  readonly pairs: readonly (readonly [number, number])[];
} {
  const { categories, starts, codes, counts, sizes } = tallies;
  const pairs: [number, number][] = [];
  const numbers = new Map<number, number>();
  const numberOf = (first: number, second: number): number => {
    const key = Math.min(first, second) * categories + Math.max(first, second);
    const known = numbers.get(key);
    if (known !== undefined) return known;
    numbers.set(key, pairs.length);
    return pairs.push([first, second]) - 1;
  };
  const terms = collectUnitTerms(tallies.units, (unit, add) => {
    const size = elementAt(sizes, unit);
    if (size < 2) return;
    const end = elementAt(starts, unit + 1);
    for (let at = elementAt(starts, unit); at < end; at += 1) {
      const code = elementAt(codes, at);
      const count = elementAt(counts, at);
      add(code, count);
      for (let other = at + 1; other < end; other += 1) {
        const pair = numberOf(code, elementAt(codes, other));
        add(categories + pair, (count * elementAt(counts, other)) / (size - 1));
      }
    }
  });
  return { terms, pairs };
}

function expectedDisagreement(
  pairable: Float64Array,
  distance: (first: number, second: number) => number,
): number {
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
