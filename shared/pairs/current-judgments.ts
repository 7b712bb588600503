import type { PromptId, ResponseId } from '../domain/ids.ts';
import {
  compareJudgments,
  isJudgmentOf,
  type Judgment,
  type JudgmentOf,
  responsesOf,
} from '../domain/judgment.ts';
import { countTurns, type Prompt } from '../domain/prompt.ts';
import type { Response } from '../domain/response.ts';
import { toItemKey } from '../review/queue.ts';
import { answerAt } from './conversation.ts';
import type { LeftOutItem } from './sample.ts';

/** The texts that judgments speak of. */
export interface TextIndex {
  readonly prompts: ReadonlyMap<PromptId, Prompt>;
  readonly responses: ReadonlyMap<ResponseId, Response>;
}

export interface CurrentJudgments {
  /** Preferences and rankings that no later skip of the same rater puts aside. */
  readonly verdicts: readonly (JudgmentOf<'preference'> | JudgmentOf<'ranking'>)[];
  /** The last correction of each rater for each answer. */
  readonly corrections: readonly JudgmentOf<'correction'>[];
  /** Skips that are the rater's last word on their item, and judgments of what is not there. */
  readonly leftOut: readonly LeftOutItem[];
}

/**
 * Reads what each rater says in the end.
 *
 * A skip puts aside the rater's earlier verdicts on the same set of responses, and a verdict an earlier skip: nothing
 * leaves from an item whose rater finally could not judge it. Judgments that name a prompt, response or turn which is not
 * among the texts are reported, a ranking that names one keeps what it says of the others; a verdict that contradicts
 * itself is reported and says nothing.
 *
 * @param holding judgments that hold (`selectHolding`), in log order
 */
export function selectCurrent(holding: Iterable<Judgment>, texts: TextIndex): CurrentJudgments {
  const verdicts = new Map<string, (JudgmentOf<'preference'> | JudgmentOf<'ranking'>)[]>();
  const skips = new Map<string, JudgmentOf<'skip'>>();
  const corrections = new Map<string, JudgmentOf<'correction'>>();
  const leftOut: LeftOutItem[] = [];
  for (const judgment of holding) {
    const named = responsesOf(judgment);
    const missing = named.filter((id) => !isThere(judgment, id, texts));
    if (missing.length > 0) leftOut.push(toLeftOut(judgment, 'unknown-response', named));
    else if (!isSound(judgment)) leftOut.push(toLeftOut(judgment, 'contradictory', named));
    if (isJudgmentOf(judgment, 'correction')) {
      if (missing.length > 0) continue;
      const { raterId, promptId, turn, value } = judgment;
      corrections.set(JSON.stringify([raterId, promptId, turn, value.responseId]), judgment);
      continue;
    }
    const key = JSON.stringify([judgment.raterId, judgment.turn, toItemKey(judgment.promptId, named)]);
    if (isJudgmentOf(judgment, 'skip')) {
      verdicts.delete(key);
      if (missing.length === 0) skips.set(key, judgment);
    } else if (isJudgmentOf(judgment, 'preference') || isJudgmentOf(judgment, 'ranking')) {
      skips.delete(key);
      if (!isSound(judgment)) continue;
      const own = verdicts.get(key);
      if (own) own.push(judgment);
      else verdicts.set(key, [judgment]);
    }
  }
  for (const skip of skips.values()) {
    leftOut.push(
      toLeftOut(skip, skip.value.reason === 'later' ? 'later' : 'cannot-judge', skip.value.responses),
    );
  }
  return {
    // Back in log order: a pair may stand in several sets, and the last word on it counts.
    verdicts: [...verdicts.values()].flat().toSorted(compareJudgments),
    corrections: [...corrections.values()],
    leftOut,
  };
}

function isThere({ promptId, turn }: Judgment, id: ResponseId, texts: TextIndex): boolean {
  const prompt = texts.prompts.get(promptId);
  const response = texts.responses.get(id);
  if (!prompt || !response || response.promptId !== promptId) return false;
  return turn <= countTurns(prompt) && answerAt(response, turn) !== undefined;
}

/** Whether a verdict speaks only of what was compared; a damaged file may name others. */
function isSound({ value }: Judgment): boolean {
  if (value.kind === 'preference') {
    const [left, right] = value.responses;
    return (
      left !== right && (value.outcome.is !== 'better' || value.responses.includes(value.outcome.better))
    );
  }
  if (value.kind !== 'ranking') return true;
  const placed = value.groups.flat();
  return new Set(placed).size === placed.length && placed.every((id) => value.responses.includes(id));
}

function toLeftOut(
  judgment: Judgment,
  reason: LeftOutItem['reason'],
  responseIds: readonly ResponseId[],
): LeftOutItem {
  const { promptId, turn, id } = judgment;
  return { reason, target: 'both', promptId, turn, responseIds, judgmentIds: [id] };
}
