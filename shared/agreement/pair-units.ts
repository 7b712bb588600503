import type { RaterId, PromptId, ResponseId } from '../domain/ids.ts';
import type { PairOutcome, PairValue } from '../review/pair-outcomes.ts';
import { emptyRatingTable, type RatingTable } from '../stats/rating-table.ts';

/** The declared scale of pair judgments. A category that nobody used is still one of the four. */
export const PAIR_VALUES = ['first', 'second', 'tie', 'both-bad'] as const satisfies readonly PairValue[];

/** What agreement is measured on: two responses of one prompt at one turn, in canonical order. */
export interface PairUnit {
  readonly promptId: PromptId;
  readonly turn: number;
  readonly first: ResponseId;
  readonly second: ResponseId;
  /** What each rater says of it, by rater id in code-point order. */
  readonly outcomes: readonly PairOutcome[];
}

/** Units, and who said what of them as a table of codes (positions in `PAIR_VALUES`). */
export interface PairUnits {
  readonly units: readonly PairUnit[];
  /** The raters of the table's columns: those with at least one outcome. */
  readonly raterIds: readonly RaterId[];
  readonly table: RatingTable;
}

/**
 * Groups outcomes into units.
 *
 * @param outcomes as `selectPairOutcomes` gives them: sorted by prompt, turn, pair and rater, one per rater and pair
 */
export function groupPairUnits(outcomes: readonly PairOutcome[]): PairUnits {
  const groups: PairOutcome[][] = [];
  for (const outcome of outcomes) {
    const group = groups.at(-1);
    if (group?.[0] && isSameUnit(group[0], outcome)) group.push(outcome);
    else groups.push([outcome]);
  }
  const raterIds = [...new Set(outcomes.map(({ raterId }) => raterId))].toSorted();
  const columns = new Map(raterIds.map((raterId, column) => [raterId, column]));
  const table = emptyRatingTable(groups.length, raterIds.length, PAIR_VALUES.length);
  const units = groups.flatMap((group, row) => {
    for (const { raterId, value } of group) {
      // Every rater of an outcome has a column.
      table.codes[row * raterIds.length + (columns.get(raterId) as number)] = PAIR_VALUES.indexOf(value);
    }
    const [head] = group;
    if (!head) return [];
    const { promptId, turn, first, second } = head;
    return [{ promptId, turn, first, second, outcomes: group }];
  });
  return { units, raterIds, table };
}

function isSameUnit(left: PairOutcome, right: PairOutcome): boolean {
  return (
    left.promptId === right.promptId &&
    left.turn === right.turn &&
    left.first === right.first &&
    left.second === right.second
  );
}
