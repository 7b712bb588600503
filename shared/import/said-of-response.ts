import type { PromptId, ResponseId } from '../domain/ids.ts';
import type { Rater } from '../domain/rater.ts';
import type { ItemCollector } from './item-collector.ts';
import type { Score } from './score.ts';

/** Who says something of the responses to which prompt. */
export interface Speaker {
  readonly rater: Rater;
  readonly promptId: PromptId;
}

export function addRating(
  items: ItemCollector,
  { rater, promptId }: Speaker,
  responseId: ResponseId,
  score: Score,
): void {
  const value = { kind: 'rating', responseId, ...score } as const;
  items.addJudgment({ rater, promptId, turn: 1, value, order: null });
}

/** Adds a comment on *responses*, unless it is blank. */
export function addComment(
  items: ItemCollector,
  { rater, promptId }: Speaker,
  responses: readonly ResponseId[],
  text: string,
): void {
  if (text.trim() === '') return;
  const value = { kind: 'comment' as const, responses: [...responses], text };
  items.addJudgment({ rater, promptId, turn: 1, value, order: null });
}
