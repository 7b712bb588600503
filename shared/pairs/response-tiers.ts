import type { ResponseId } from '../domain/ids.ts';

/** One response preferred to another. */
export interface Edge {
  readonly better: ResponseId;
  readonly worse: ResponseId;
}

export interface ResponseTiers<E extends Edge> {
  /** Preferences that contradict each other: those that lie on a cycle (A over B, B over C, C over A). */
  readonly cyclic: ReadonlySet<E>;
  /** Tier of every response in a preference, 0 for those that nothing is preferred to. Cyclic preferences do not count. */
  readonly tierOf: ReadonlyMap<ResponseId, number>;
}

/**
 * Orders responses into tiers: the tier of a response is the length of the longest chain of preferences down to it.
 *
 * For the preferences of one complete ranking these are its groups. Where raters left pairs undecided, two responses of
 * one tier are not necessarily equal, and two of different tiers were not necessarily compared: tiers say in which order
 * to look, the preferences say what holds.
 */
export function orderResponses<E extends Edge>(edges: readonly E[]): ResponseTiers<E> {
  const below = new Map<ResponseId, ResponseId[]>();
  for (const { better, worse } of edges) {
    const own = below.get(better);
    if (own) own.push(worse);
    else below.set(better, [worse]);
    if (!below.has(worse)) below.set(worse, []);
  }
  const reachable = new Map([...below.keys()].map((id) => [id, reach(id, below)]));
  const cyclic = new Set(edges.filter(({ better, worse }) => reachable.get(worse)?.has(better)));

  const tierOf = new Map([...below.keys()].map((id) => [id, 0]));
  const sound = edges.filter((edge) => !cyclic.has(edge));
  // Without cycles the longest chain has fewer links than there are responses, so this comes to rest.
  for (let moved = true; moved;) {
    moved = false;
    for (const { better, worse } of sound) {
      const least = (tierOf.get(better) ?? 0) + 1;
      if ((tierOf.get(worse) ?? 0) >= least) continue;
      tierOf.set(worse, least);
      moved = true;
    }
  }
  return { cyclic, tierOf };
}

/** Everything below a response, itself included only when a cycle leads back to it. */
function reach(from: ResponseId, below: ReadonlyMap<ResponseId, readonly ResponseId[]>): Set<ResponseId> {
  const seen = new Set<ResponseId>();
  const open = [...(below.get(from) ?? [])];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (seen.has(next)) continue;
    seen.add(next);
    open.push(...(below.get(next) ?? []));
  }
  return seen;
}
