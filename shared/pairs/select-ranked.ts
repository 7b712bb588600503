import { compareCodePoints, type ResponseId } from '../domain/ids.ts';
import type { Edge } from './response-tiers.ts';

/** A preference that follows from rankings, with the number of raters who say so. */
export interface RankedEdge extends Edge {
  readonly votes: readonly unknown[];
}

/** From so many responses on, the very worst one is taken last. */
const MANY = 6;

/**
 * Chooses which of the preferences that follow from a ranking become pairs: the best against each lower tier, at most
 * *cap*.
 *
 * All k(k−1)/2 pairs of one ranking say the same thing over and over and make a reward model overfit (Ouyang et al. 2022,
 * arXiv 2203.02155); best against each lower tier keeps every contrast once. When there are more lower tiers than *cap*,
 * they are taken from the bottom up, since neighbours are the noisiest contrast; with six responses or more the lowest
 * tier comes last, since the absolute worst of many teaches less than the second-worst (Xiao et al. 2025, arXiv
 * 2502.16825). Of several pairs between the same tiers the one most raters agree on is taken, then the lowest ids: those
 * are hashes, so no model is favoured.
 *
 * @param edges usable preferences that were not asked for directly
 * @param ranked how many responses the rankings placed
 */
export function selectRanked<E extends RankedEdge>(
  edges: readonly E[],
  tierOf: ReadonlyMap<ResponseId, number>,
  ranked: number,
  cap: number,
): E[] {
  const byTier = new Map<number, E>();
  for (const edge of edges) {
    if (tierOf.get(edge.better) !== 0) continue;
    const tier = tierOf.get(edge.worse) ?? 0;
    const known = byTier.get(tier);
    if (!known || compareEdges(edge, known) < 0) byTier.set(tier, edge);
  }
  const upwards = [...byTier].toSorted(([left], [right]) => right - left).map(([, edge]) => edge);
  const [worst, ...others] = upwards;
  if (!worst) return [];
  return (ranked >= MANY ? [...others, worst] : upwards).slice(0, cap);
}

function compareEdges(left: RankedEdge, right: RankedEdge): number {
  return (
    right.votes.length - left.votes.length ||
    compareCodePoints(left.better, right.better) ||
    compareCodePoints(left.worse, right.worse)
  );
}
