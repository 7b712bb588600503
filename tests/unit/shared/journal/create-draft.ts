import type { JudgmentId, PromptId, RaterId, ResponseId } from '../../../../shared/domain/ids.ts';
import type { JudgmentDraft } from '../../../../shared/domain/judgment.ts';

/** A correction by rater `rater-1`, numbered *index*, with a text that holds what a journal might stumble over. */
export function createDraft(
  index: number,
  text = `改写 ${index}: "Jazz" * {"prev":"x"} \n é`,
): JudgmentDraft {
  return {
    // Ids are text whose origin is known; here it is the test.
    id: `judgment-${index}` as JudgmentId,
    raterId: 'rater-1' as RaterId,
    promptId: `prompt-${index}` as PromptId,
    turn: 1,
    pass: 1,
    value: { kind: 'correction', responseId: `response-${index}` as ResponseId, text },
    shown: null,
    at: '2026-11-21T10:00:00.000Z',
    durationMs: 1200,
    app: '0.1.0',
  };
}
