import { type Measured, measuredUndefined, measuredValue } from './measured.ts';
import { reasonForNoSharedUnit, type UnitTallies } from './unit-tallies.ts';

/** Below this, 1 - pe is rounding: chance alone gives full agreement and the coefficient is 0/0. */
const noRoomAboveChance = 1e-12;

/** (po - pe) / (1 - pe); undefined without a shared unit (`observed` is null) or when pe is 1. */
export function chanceCorrected(tallies: UnitTallies, observed: number | null, chance: number): Measured {
  if (observed === null) return measuredUndefined(reasonForNoSharedUnit(tallies));
  if (1 - chance <= noRoomAboveChance) return measuredUndefined('undefined_no_variation');
  return measuredValue((observed - chance) / (1 - chance));
}
