import { compareCodePoints, type ResponseId, toComparableText } from '../domain/ids.ts';
import type { Prompt } from '../domain/prompt.ts';
import { callsTools, type Response } from '../domain/response.ts';
import { answerAt, attachmentsOf, messagesBefore } from './conversation.ts';
import { toEvidence } from './pair-majority.ts';
import type { DecidedPair, PreferenceSamples } from './preference-samples.ts';
import type { LeaveOutReason, SftSample } from './sample.ts';

export type BestAnswer =
  | { readonly found: true; readonly sample: SftSample }
  | { readonly found: false; readonly reason: LeaveOutReason };

/**
 * Finds the answer that a majority prefers to others and to which nothing is preferred.
 *
 * An answer in a contradictory circle, or called bad together with another, is not a model to follow. Where several are
 * unbeaten, the one with more wins is taken, then with more votes, then with the lower id (a hash, so no model is
 * favoured).
 */
export function findBestAnswer(
  prompt: Prompt,
  turn: number,
  { verdicts, decided, tiers }: Pick<PreferenceSamples, 'verdicts' | 'decided' | 'tiers'>,
  responses: ReadonlyMap<ResponseId, Response>,
): BestAnswer {
  const barred = new Set([
    ...[...tiers.cyclic].flatMap(({ better, worse }) => [better, worse]),
    ...verdicts.flatMap(({ value, first, second }) => (value === 'both-bad' ? [first, second] : [])),
  ]);
  const wins = new Map<ResponseId, DecidedPair[]>();
  for (const pair of decided) {
    if (barred.has(pair.better) || tiers.tierOf.get(pair.better) !== 0) continue;
    const own = wins.get(pair.better);
    if (own) own.push(pair);
    else wins.set(pair.better, [pair]);
  }
  const [best] = [...wins].toSorted(
    ([leftId, left], [rightId, right]) =>
      right.length - left.length ||
      votesFor(right).length - votesFor(left).length ||
      compareCodePoints(leftId, rightId),
  );
  const response = best && responses.get(best[0]);
  const answer = response && answerAt(response, turn);
  if (!best || !response || answer === undefined) {
    const values = verdicts.map(({ value }) => value);
    return { found: false, reason: whyNone(values, tiers.cyclic.size > 0) };
  }
  if (toComparableText(answer) === '') return { found: false, reason: 'empty' };
  const sample: SftSample = {
    kind: 'best',
    promptId: prompt.id,
    turn,
    messages: messagesBefore(prompt, response, turn),
    ...attachmentsOf(prompt),
    answer,
    callsTools: callsTools(response),
    responseId: response.id,
    ...toEvidence(votesFor(best[1])),
  };
  return { found: true, sample };
}

function votesFor(pairs: readonly DecidedPair[]) {
  return pairs.flatMap(({ votes }) => votes);
}

function whyNone(values: readonly string[], hasCycle: boolean): LeaveOutReason {
  if (values.includes('both-bad')) return 'both-bad';
  if (hasCycle) return 'cycle';
  return values.includes('no-majority') ? 'no-majority' : 'tie';
}
