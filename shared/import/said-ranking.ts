import type { ResponseId } from '../domain/ids.ts';
import type { ItemCollector } from './item-collector.ts';
import type { Speaker } from './said-of-response.ts';

/**
 * Adds a ranking.
 *
 * @param responses everything that was to be ranked
 * @param groups best first; equal ones share a group
 */
export function addRanking(
  items: ItemCollector,
  { rater, promptId }: Speaker,
  responses: readonly ResponseId[],
  groups: readonly (readonly ResponseId[])[],
): void {
  const value = {
    kind: 'ranking' as const,
    responses: [...responses],
    groups: groups.map((group) => [...group]),
  };
  items.addJudgment({ rater, promptId, turn: 1, value, order: null });
}

/** Responses by their ranks, the lowest first; those of the same rank share a group. */
export function toRankingGroups(ranks: ReadonlyMap<ResponseId, number>): ResponseId[][] {
  const groups = new Map<number, ResponseId[]>();
  for (const [id, rank] of ranks) groups.set(rank, [...(groups.get(rank) ?? []), id]);
  return [...groups].toSorted(([left], [right]) => left - right).map(([, group]) => group);
}
