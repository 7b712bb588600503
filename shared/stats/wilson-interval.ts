import { type Interval, intervalOf, normalQuantile975 } from './interval.ts';

/**
 * The Wilson score interval of one proportion, without continuity correction (95 % unless `z` says otherwise).
 *
 * (p + z^2/2n +/- z sqrt(p (1-p)/n + z^2/4n^2)) / (1 + z^2/n), with ends exactly 0 and 1 when nothing or everything
 * counted. For independent trials only: rater pairs that share a unit are not, so this is never for the percent of
 * rater pairs that agree.
 * Source: Wilson, Journal of the American Statistical Association 22, 1927; Newcombe, Statistics in Medicine 17, 1998.
 */
export function wilsonInterval(successes: number, trials: number, z: number = normalQuantile975): Interval {
  const counts = Number.isInteger(successes) && Number.isInteger(trials);
  if (!counts || successes < 0 || successes > trials) {
    throw new RangeError(`${successes} of ${trials} is not a proportion of counts`);
  }
  if (trials === 0) return { kind: 'none', reason: 'no_data' };
  const share = successes / trials;
  const square = (z * z) / trials;
  const centre = share + square / 2;
  const half = z * Math.sqrt((share * (1 - share)) / trials + square / (4 * trials));
  const low = successes === 0 ? 0 : (centre - half) / (1 + square);
  const high = successes === trials ? 1 : (centre + half) / (1 + square);
  return intervalOf(low, high);
}
