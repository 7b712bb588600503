import { fewestUnitsForInterval } from './bootstrap-units.ts';
import { elementAt } from './element-at.ts';
import type { UnitTallies } from './unit-tallies.ts';

/** Whether an agreement interval can be shown, and how seriously. */
export type IntervalReliability = 'too_few_units' | 'rough' | 'full';

const fewestUnitsForFull = 30;
const fewestUnitsWithRarerLabel = 10;

/**
 * Says how far the bootstrap interval of an agreement coefficient can be trusted.
 *
 * None under 10 shared units; rough under 30 shared units, or when fewer than 10 of them received any label but the
 * most common one. Simulated coverage of the nominal 95 % was .34 at 10, .60 at 20 and .77 at 30 units with labels at
 * 90/10, but .92 to .95 from 30 units with balanced labels.
 */
export function intervalReliability(tallies: UnitTallies): IntervalReliability {
  if (tallies.sharedUnits < fewestUnitsForInterval) return 'too_few_units';
  if (tallies.sharedUnits < fewestUnitsForFull) return 'rough';
  return unitsWithRarerLabel(tallies) < fewestUnitsWithRarerLabel ? 'rough' : 'full';
}

function unitsWithRarerLabel(tallies: UnitTallies): number {
  const mostCommon = mostCommonLabel(tallies);
  let units = 0;
  for (let unit = 0; unit < tallies.units; unit += 1) {
    if (elementAt(tallies.sizes, unit) < 2) continue;
    const start = elementAt(tallies.starts, unit);
    const onlyMostCommon =
      elementAt(tallies.starts, unit + 1) - start === 1 && elementAt(tallies.codes, start) === mostCommon;
    if (!onlyMostCommon) units += 1;
  }
  return units;
}

function mostCommonLabel(tallies: UnitTallies): number {
  const totals = new Float64Array(tallies.categories);
  for (let unit = 0; unit < tallies.units; unit += 1) {
    if (elementAt(tallies.sizes, unit) < 2) continue;
    for (let at = elementAt(tallies.starts, unit); at < elementAt(tallies.starts, unit + 1); at += 1) {
      const code = elementAt(tallies.codes, at);
      totals[code] = elementAt(totals, code) + elementAt(tallies.counts, at);
    }
  }
  return totals.indexOf(Math.max(...totals));
}
