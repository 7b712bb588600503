import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { JudgmentId, PromptId, RaterId, ResponseId } from '../../../../shared/domain/ids.ts';
import type { ItemRecord } from '../../../../shared/domain/item-record.ts';
import { ItemIndex } from '../../../../shared/import/existing-items.ts';
import { createIndexedItems } from '../../../../shared/import/indexed-items.ts';
import { indexRecords, segmentRecords, toTestId } from '../../../support/arbitrary-segment.ts';

/** In the order of a segment: a prompt before its responses. */
function inOrder(records: readonly ItemRecord[]): ItemRecord[] {
  return [...records.filter((each) => 'prompt' in each), ...records.filter((each) => !('prompt' in each))];
}

describe('what a project holds, by its indexes', () => {
  it('is what its records say', () => {
    fc.assert(
      fc.property(fc.array(segmentRecords, { maxLength: 4 }), (lists) => {
        const segments = lists.map(inOrder);
        const records = segments.flat();
        const byRecords = new ItemIndex();
        // A prompt comes before its responses, in whichever segment these are.
        for (const record of inOrder(records)) byRecords.add(record);
        const byIndexes = createIndexedItems(segments.map(indexRecords), () => true);
        const answered = new Set(
          records.flatMap((each) => ('response' in each ? [each.response.promptId] : [])),
        );
        for (let number = 0; number <= 31; number += 1) {
          const prompt = toTestId<PromptId>('prompt', number);
          expect(byIndexes.hasPrompt(prompt)).toBe(byRecords.hasPrompt(prompt) && answered.has(prompt));
          const question = byRecords.findByQuestionId(String(number));
          // A prompt that nobody answered is given out again with its first answer.
          const isAnswered =
            question !== undefined && question !== 'ambiguous' && answered.has(question.promptId);
          expect(byIndexes.findByQuestionId(String(number))).toEqual(isAnswered ? question : undefined);
        }
        for (let number = 0; number <= 220; number += 1) {
          const response = toTestId<ResponseId>('response', number);
          expect(byIndexes.hasResponse(response)).toBe(byRecords.hasResponse(response));
        }
        for (let number = 0; number <= 401; number += 1) {
          const judgment = toTestId<JudgmentId>('judgment', number);
          expect(byIndexes.hasJudgment(judgment)).toBe(byRecords.hasJudgment(judgment));
        }
        for (const rater of ['r1', 'r2', '__proto__', 'constructor'] as RaterId[]) {
          expect(byIndexes.lastSeq(rater)).toBe(byRecords.lastSeq(rater));
        }
      }),
      { numRuns: 100 },
    );
  });

  it('leaves out what came only from a source that is not shown, and keeps every judgment', () => {
    const list = fc.sample(segmentRecords, { seed: 7, numRuns: 20 }).flat();
    const judgments = list.filter((each) => 'judgment' in each);
    const items = inOrder(list).filter((each) => 'prompt' in each || 'response' in each);
    const segment: ItemRecord[] = [...items, ...judgments, { source: 's1' } as ItemRecord];
    const hidden = createIndexedItems([indexRecords(segment)], () => false);
    const shown = createIndexedItems([indexRecords(segment)], (id) => id === 's1');
    const responses = items.flatMap((each) => ('response' in each ? [each.response] : []));
    expect(responses.length).toBeGreaterThan(20);
    expect(responses.filter(({ id }) => hidden.hasResponse(id) || !shown.hasResponse(id))).toEqual([]);
    expect(responses.filter(({ promptId }) => hidden.hasPrompt(promptId))).toEqual([]);
    for (const each of judgments) expect(hidden.hasJudgment(each.judgment.id)).toBe(true);
    const again = createIndexedItems([indexRecords(segment), indexRecords(items)], () => false);
    expect(responses.filter(({ id }) => !again.hasResponse(id))).toEqual([]);
  });
});
