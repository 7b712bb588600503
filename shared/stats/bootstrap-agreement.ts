import {
  type BootstrapRequest,
  type BootstrapResult,
  bootstrapUnits,
  fewestUnitsForInterval,
} from './bootstrap-units.ts';
import { elementAt } from './element-at.ts';
import type { UnitTallies } from './unit-tallies.ts';

/** A bootstrap of an agreement coefficient; without clusters every unit stands alone. */
export type AgreementBootstrapRequest = Omit<BootstrapRequest, 'clusterOfUnit'> & {
  readonly tallies: UnitTallies;
  /** The prompt each unit belongs to, when a prompt carries several units. */
  readonly clusterOfUnit?: Int32Array;
};

/**
 * Bootstraps an agreement coefficient over the units that anybody rated (see `bootstrapUnits`).
 *
 * Units nobody rated are left out. Ten units must be *shared*: units with one rating are drawn, since they enter
 * AC1, but they cannot show agreement and do not count towards the ten.
 */
export function bootstrapAgreement(request: AgreementBootstrapRequest): BootstrapResult {
  const { tallies, clusterOfUnit: given, ...rest } = request;
  const shared = new Set<number>();
  const clusterOfUnit = tallies.sizes.map((size, unit) => {
    const cluster = given === undefined ? unit : elementAt(given, unit);
    if (cluster >= 0 && size >= 2) shared.add(cluster);
    return size === 0 ? -1 : cluster;
  });
  if (shared.size >= fewestUnitsForInterval) return bootstrapUnits({ ...rest, clusterOfUnit });
  const estimate = rest.statistic(clusterOfUnit.map((cluster) => (cluster < 0 ? 0 : 1)));
  const reason = estimate.kind === 'undefined' ? estimate.reason : 'too_few_units';
  return { estimate, interval: { kind: 'none', reason }, resamples: 0, undefinedResamples: 0 };
}
