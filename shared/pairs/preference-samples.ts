import { type JudgmentId, type ResponseId, toComparableText } from '../domain/ids.ts';
import type { Prompt } from '../domain/prompt.ts';
import { callsTools, type Response } from '../domain/response.ts';
import type { PairOutcome } from '../review/pair-outcomes.ts';
import { answerAt, attachmentsOf, messagesBefore, shareHistory } from './conversation.ts';
import { decidePairs, decideStrength, type PairVerdict, toEvidence } from './pair-majority.ts';
import { orderResponses, type ResponseTiers } from './response-tiers.ts';
import type { LeaveOutReason, LeftOutItem, PreferenceSample } from './sample.ts';
import { selectRanked } from './select-ranked.ts';

/** A preference that a majority holds. */
export interface DecidedPair {
  readonly better: ResponseId;
  readonly worse: ResponseId;
  readonly votes: readonly PairOutcome[];
}

export interface PreferenceSamples {
  readonly samples: readonly PreferenceSample[];
  readonly leftOut: readonly LeftOutItem[];
  /** All pairs, decided or not. */
  readonly verdicts: readonly PairVerdict[];
  readonly decided: readonly DecidedPair[];
  readonly tiers: ResponseTiers<DecidedPair>;
}

export interface PreferenceRules {
  readonly responses: ReadonlyMap<ResponseId, Response>;
  /** Whether a rater was shown just these two, and not a ranking from which the pair follows. */
  readonly askedDirectly: (judgmentId: JudgmentId) => boolean;
  readonly maxPairsPerRanking: number;
}

/**
 * Turns what raters say of the pairs of one prompt and turn into preference samples.
 *
 * A pair that somebody was asked about directly becomes a sample whenever its majority prefers one side: choosing among
 * such pairs would throw answers away. Of the pairs that only follow from rankings, `selectRanked` takes the telling ones.
 * Every pair ends up either among the samples or among what was left out.
 *
 * @param outcomes of one prompt and turn, sorted (`selectPairOutcomes`)
 */
export function toPreferenceSamples(
  prompt: Prompt,
  turn: number,
  outcomes: readonly PairOutcome[],
  rules: PreferenceRules,
): PreferenceSamples {
  const leftOut: LeftOutItem[] = [];
  const leave = (reason: LeaveOutReason, responseIds: ResponseId[], votes: readonly PairOutcome[]) => {
    const { judgmentIds } = toEvidence(votes);
    leftOut.push({ reason, target: 'preference', promptId: prompt.id, turn, responseIds, judgmentIds });
  };

  const verdicts = decidePairs(outcomes);
  const decided: DecidedPair[] = [];
  for (const { first, second, value, votes } of verdicts) {
    if (value === 'first') decided.push({ better: first, worse: second, votes });
    else if (value === 'second') decided.push({ better: second, worse: first, votes });
    else leave(value, [first, second], votes);
  }

  const tiers = orderResponses(decided);
  const usable: DecidedPair[] = [];
  for (const pair of decided) {
    const reason = tiers.cyclic.has(pair) ? 'cycle' : whyUnusable(pair, turn, rules.responses);
    if (reason) leave(reason, [pair.better, pair.worse], pair.votes);
    else usable.push(pair);
  }

  const direct = new Set(
    usable.filter(({ votes }) => votes.some((vote) => rules.askedDirectly(vote.judgmentId))),
  );
  const ranked = outcomes.filter(({ judgmentId }) => !rules.askedDirectly(judgmentId));
  const selected = new Set(
    selectRanked(
      usable.filter((pair) => !direct.has(pair)),
      tiers.tierOf,
      new Set(ranked.flatMap(({ first, second }) => [first, second])).size,
      rules.maxPairsPerRanking,
    ),
  );
  const samples = usable.flatMap((pair) => {
    if (direct.has(pair) || selected.has(pair)) return toSample(prompt, turn, pair, rules.responses);
    leave('not-selected', [pair.better, pair.worse], pair.votes);
    return [];
  });
  return { samples, leftOut, verdicts, decided, tiers };
}

function whyUnusable(
  { better, worse }: DecidedPair,
  turn: number,
  responses: ReadonlyMap<ResponseId, Response>,
): LeaveOutReason | undefined {
  const left = responses.get(better);
  const right = responses.get(worse);
  if (!left || !right) return 'unknown-response';
  if (!shareHistory(left, right, turn)) return 'histories-differ';
  const chosen = toComparableText(answerAt(left, turn) ?? '');
  const rejected = toComparableText(answerAt(right, turn) ?? '');
  if (chosen === '' || rejected === '') return 'empty';
  return chosen === rejected ? 'identical' : undefined;
}

function toSample(
  prompt: Prompt,
  turn: number,
  { better, worse, votes }: DecidedPair,
  responses: ReadonlyMap<ResponseId, Response>,
): PreferenceSample[] {
  const left = responses.get(better);
  const right = responses.get(worse);
  const chosen = left && answerAt(left, turn);
  const rejected = right && answerAt(right, turn);
  // `whyUnusable` has seen both.
  if (!left || !right || chosen === undefined || rejected === undefined) return [];
  return [
    {
      kind: 'preference',
      promptId: prompt.id,
      turn,
      messages: messagesBefore(prompt, left, turn),
      ...attachmentsOf(prompt),
      chosen,
      rejected,
      chosenCallsTools: callsTools(left),
      rejectedCallsTools: callsTools(right),
      chosenResponseId: better,
      rejectedResponseId: worse,
      strength: decideStrength(votes),
      ...toEvidence(votes),
    },
  ];
}
