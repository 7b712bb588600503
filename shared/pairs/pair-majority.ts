import { compareCodePoints, type JudgmentId, type RaterId, type ResponseId } from '../domain/ids.ts';
import type { PairOutcome, PairValue } from '../review/pair-outcomes.ts';

/** What all raters together say of one pair. */
export interface PairVerdict {
  readonly first: ResponseId;
  readonly second: ResponseId;
  readonly value: PairValue | 'no-majority';
  /** The votes for that value; all votes when there is no majority. One per rater. */
  readonly votes: readonly PairOutcome[];
}

/**
 * Decides each pair by majority: the value with strictly more votes than every other one.
 *
 * Tie and both bad are answers of their own, so two votes for the first, one for the second and one tie decide for the
 * first, and one for each side decides nothing. A tie in votes is never broken.
 *
 * @param outcomes of one prompt and turn, one per pair and rater (`selectPairOutcomes`), sorted by pair
 */
export function decidePairs(outcomes: readonly PairOutcome[]): PairVerdict[] {
  const byPair = new Map<string, PairOutcome[]>();
  for (const outcome of outcomes) {
    const key = `${outcome.first}+${outcome.second}`;
    const own = byPair.get(key);
    if (own) own.push(outcome);
    else byPair.set(key, [outcome]);
  }
  return [...byPair.values()].flatMap((votes) => {
    const [one] = votes;
    return one ? [{ first: one.first, second: one.second, ...decide(votes) }] : [];
  });
}

function decide(votes: readonly PairOutcome[]): Pick<PairVerdict, 'value' | 'votes'> {
  const byValue = new Map<PairValue, PairOutcome[]>();
  for (const vote of votes) {
    const own = byValue.get(vote.value);
    if (own) own.push(vote);
    else byValue.set(vote.value, [vote]);
  }
  const [most, next] = [...byValue].toSorted(([, left], [, right]) => right.length - left.length);
  if (!most || most[1].length === next?.[1].length) return { value: 'no-majority', votes };
  return { value: most[0], votes: most[1] };
}

/** The strength that most of the votes name: `slightly` when evenly divided, `null` when none names one. */
export function decideStrength(votes: readonly PairOutcome[]): 'clearly' | 'slightly' | null {
  const clearly = votes.filter(({ strength }) => strength === 'clearly').length;
  const slightly = votes.filter(({ strength }) => strength === 'slightly').length;
  if (clearly + slightly === 0) return null;
  return clearly > slightly ? 'clearly' : 'slightly';
}

/** The judgments and raters behind some votes, each once and in plain code-point order. */
export function toEvidence(
  votes: readonly { readonly judgmentId: JudgmentId; readonly raterId: RaterId }[],
): { judgmentIds: JudgmentId[]; raterIds: RaterId[] } {
  return {
    judgmentIds: [...new Set(votes.map(({ judgmentId }) => judgmentId))].toSorted(compareCodePoints),
    raterIds: [...new Set(votes.map(({ raterId }) => raterId))].toSorted(compareCodePoints),
  };
}
