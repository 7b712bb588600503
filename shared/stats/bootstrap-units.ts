import { elementAt } from './element-at.ts';
import { type IntervalAbsence, intervalOf } from './interval.ts';
import type { Measured } from './measured.ts';
import { quantile } from './quantile.ts';
import { type RandomSource, uniformInt } from './seeded-random.ts';
import type { Multiplicity } from './unit-tallies.ts';

/** What to resample, how often, and what to compute on every resample. */
export interface BootstrapRequest {
  /**
   * The cluster each unit is drawn with; -1 leaves a unit out. Units of one prompt (several pairs, several
   * criteria) belong to one cluster, because they are not independent.
   */
  readonly clusterOfUnit: Int32Array;
  /** Computes the statistic; the array is reused for the next resample, so it must not be kept. */
  readonly statistic: (multiplicity: Multiplicity) => Measured;
  readonly random: RandomSource;
  /** Resamples; 2000 when left out. */
  readonly resamples?: number;
  /** Confidence; 0.95 when left out. */
  readonly confidence?: number;
}

/** The estimate on the data as they are, and its bootstrap interval or why there is none. */
export interface BootstrapResult {
  readonly estimate: Measured;
  readonly interval:
    | {
        readonly kind: 'interval';
        readonly low: number;
        readonly high: number;
        /** Standard deviation of the resampled values (divisor one less than their number). */
        readonly standardError: number;
      }
    | { readonly kind: 'none'; readonly reason: IntervalAbsence };
  /** Resamples drawn; 0 when none was worth drawing. */
  readonly resamples: number;
  /** Resamples on which the statistic was undefined; they are left out of the interval. */
  readonly undefinedResamples: number;
}

/** Fewer independent units than this give no interval. */
export const fewestUnitsForInterval = 10;

const defaultResamples = 2000;
const defaultConfidence = 0.95;
/** With a larger share of undefined resamples, the rest is no fair picture. */
const mostUndefined = 0.05;

/**
 * The percentile bootstrap interval of a statistic, over units: "other prompts, same experts".
 *
 * Whole units (or clusters) are drawn with replacement, keeping every rater's rating or gap; the ends are type 7
 * quantiles of the defined values. No interval with fewer than ten units, when more than 5 % of the resamples are
 * undefined, or when both ends coincide.
 * Source: Efron & Tibshirani, An Introduction to the Bootstrap, 1993, chapter 13.
 */
export function bootstrapUnits(request: BootstrapRequest): BootstrapResult {
  const { clusterOfUnit, statistic, random } = request;
  const resamples = request.resamples ?? defaultResamples;
  const confidence = request.confidence ?? defaultConfidence;
  if (!Number.isInteger(resamples) || resamples < 2)
    throw new RangeError(`${resamples} is no number of resamples`);
  if (!(confidence > 0 && confidence < 1)) throw new RangeError(`${confidence} is no confidence level`);
  const clusters = groupUnits(clusterOfUnit);
  const multiplicity: Multiplicity = clusterOfUnit.map((cluster) => (cluster < 0 ? 0 : 1));
  const estimate = statistic(multiplicity);
  const none = (reason: IntervalAbsence, drawn: number, undefinedResamples: number): BootstrapResult => ({
    estimate,
    interval: { kind: 'none', reason },
    resamples: drawn,
    undefinedResamples,
  });
  if (estimate.kind === 'undefined') return none(estimate.reason, 0, 0);
  if (clusters.count < fewestUnitsForInterval) return none('too_few_units', 0, 0);

  const values = new Float64Array(resamples);
  let defined = 0;
  for (let round = 0; round < resamples; round += 1) {
    drawResample(clusters, random, multiplicity);
    const measured = statistic(multiplicity);
    if (measured.kind === 'undefined') continue;
    values[defined] = measured.value;
    defined += 1;
  }
  const missing = resamples - defined;
  if (missing > mostUndefined * resamples) return none('too_many_undefined_resamples', resamples, missing);
  const sorted = values.subarray(0, defined).toSorted();
  const tail = (1 - confidence) / 2;
  const ends = intervalOf(quantile(sorted, tail), quantile(sorted, 1 - tail));
  if (ends.kind === 'none') return none(ends.reason, resamples, missing);
  return {
    estimate,
    interval: { ...ends, standardError: standardDeviation(sorted) },
    resamples,
    undefinedResamples: missing,
  };
}

/** Units listed cluster by cluster: those of cluster `c` are `members` from `starts[c]` up to `starts[c + 1]`. */
interface Clusters {
  readonly count: number;
  readonly starts: Int32Array;
  readonly members: Int32Array;
}

function groupUnits(clusterOfUnit: Int32Array): Clusters {
  const unitsOf = new Map<number, number[]>();
  clusterOfUnit.forEach((cluster, unit) => {
    if (cluster < 0) return;
    const units = unitsOf.get(cluster);
    if (units === undefined) unitsOf.set(cluster, [unit]);
    else units.push(unit);
  });
  const starts = new Int32Array(unitsOf.size + 1);
  let end = 0;
  [...unitsOf.values()].forEach((units, cluster) => {
    end += units.length;
    starts[cluster + 1] = end;
  });
  return { count: unitsOf.size, starts, members: Int32Array.from([...unitsOf.values()].flat()) };
}

function drawResample(clusters: Clusters, random: RandomSource, multiplicity: Multiplicity): void {
  multiplicity.fill(0);
  for (let draw = 0; draw < clusters.count; draw += 1) {
    const cluster = uniformInt(random, clusters.count);
    const end = elementAt(clusters.starts, cluster + 1);
    for (let at = elementAt(clusters.starts, cluster); at < end; at += 1) {
      const unit = elementAt(clusters.members, at);
      multiplicity[unit] = elementAt(multiplicity, unit) + 1;
    }
  }
}

function standardDeviation(values: Float64Array): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return Math.sqrt(squares / (values.length - 1));
}
