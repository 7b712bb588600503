import { compareCodePoints, type ResponseId, toComparableText } from '../domain/ids.ts';
import type { JudgmentOf } from '../domain/judgment.ts';
import type { Prompt } from '../domain/prompt.ts';
import { callsTools, type Response } from '../domain/response.ts';
import { answerAt, attachmentsOf, messagesBefore } from './conversation.ts';
import { toEvidence } from './pair-majority.ts';
import type { LeaveOutReason, LeftOutItem, PreferenceSample, SftSample } from './sample.ts';
import { isTrivialEdit } from './trivial-edit.ts';

export interface CorrectionSamples {
  readonly preferences: readonly PreferenceSample[];
  /** Every corrected answer, in no particular order. */
  readonly answers: readonly SftSample[];
  readonly leftOut: readonly LeftOutItem[];
}

/**
 * Turns corrections into samples: the rewritten answer is preferred over its original, and worth imitating.
 *
 * Raters who wrote the same text count as one correction with several raters; different texts stand side by side. The
 * original is never chosen over its correction, and an edit that changes (next to) nothing teaches by imitation only.
 *
 * @param corrections of one prompt and turn, the last of each rater for each response
 */
export function toCorrectionSamples(
  prompt: Prompt,
  turn: number,
  corrections: readonly JudgmentOf<'correction'>[],
  responses: ReadonlyMap<ResponseId, Response>,
): CorrectionSamples {
  const preferences: PreferenceSample[] = [];
  const answers: SftSample[] = [];
  const leftOut: LeftOutItem[] = [];
  for (const { response, original, text, same } of groupByText(turn, corrections, responses)) {
    const base = {
      promptId: prompt.id,
      turn,
      messages: messagesBefore(prompt, response, turn),
      ...attachmentsOf(prompt),
      ...toEvidence(same.map(({ id, raterId }) => ({ judgmentId: id, raterId }))),
    };
    const leave = (reason: LeaveOutReason, target: LeftOutItem['target']) => {
      leftOut.push({
        reason,
        target,
        promptId: prompt.id,
        turn,
        responseIds: [response.id],
        judgmentIds: base.judgmentIds,
      });
    };
    if (toComparableText(text) === '') {
      leave('empty', 'both');
      continue;
    }
    // A call may have been rewritten as an answer in words.
    const correctedCalls = callsTools(response) && !isProse(text);
    answers.push({
      ...base,
      kind: 'corrected',
      answer: text,
      callsTools: correctedCalls,
      responseId: response.id,
    });
    const reason = whyNoPair(original, text);
    if (reason) {
      leave(reason, 'preference');
      continue;
    }
    preferences.push({
      ...base,
      kind: 'correction',
      chosen: text,
      rejected: original,
      chosenCallsTools: correctedCalls,
      rejectedCallsTools: callsTools(response),
      chosenResponseId: response.id,
      rejectedResponseId: response.id,
      strength: null,
    });
  }
  return { preferences, answers, leftOut };
}

/** Whether no paragraph of a text begins as JSON does. */
function isProse(text: string): boolean {
  return !/(?:^|\n\n)\s*[[{]/.test(text);
}

function whyNoPair(original: string, corrected: string): LeaveOutReason | undefined {
  if (toComparableText(original) === '') return 'empty';
  if (toComparableText(original) === toComparableText(corrected)) return 'identical';
  return isTrivialEdit(original, corrected) ? 'trivial-edit' : undefined;
}

interface SameText {
  readonly response: Response;
  readonly original: string;
  readonly text: string;
  readonly same: JudgmentOf<'correction'>[];
}

function groupByText(
  turn: number,
  corrections: readonly JudgmentOf<'correction'>[],
  responses: ReadonlyMap<ResponseId, Response>,
): SameText[] {
  const groups = new Map<string, SameText>();
  for (const correction of corrections) {
    const { responseId, text } = correction.value;
    const response = responses.get(responseId);
    const original = response && answerAt(response, turn);
    // Judgments of what is not there were reported before.
    if (!response || original === undefined) continue;
    const key = JSON.stringify([responseId, toComparableText(text)]);
    const known = groups.get(key);
    if (known) known.same.push(correction);
    else groups.set(key, { response, original, text, same: [correction] });
  }
  return [...groups.values()];
}

/**
 * Chooses one of several corrected answers: of the best response, then by the number of raters who wrote it, then by id
 * and text.
 */
export function chooseCorrected(
  answers: readonly SftSample[],
  tierOf: ReadonlyMap<ResponseId, number>,
): SftSample | undefined {
  const tier = ({ responseId }: SftSample) => tierOf.get(responseId) ?? Number.MAX_SAFE_INTEGER;
  return answers.toSorted(
    (left, right) =>
      tier(left) - tier(right) ||
      right.raterIds.length - left.raterIds.length ||
      compareCodePoints(left.responseId, right.responseId) ||
      compareCodePoints(left.answer, right.answer),
  )[0];
}
