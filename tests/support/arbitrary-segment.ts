import fc from 'fast-check';
import { toContentId } from '../../shared/domain/ids.ts';
import type { JudgmentId, PromptId, RaterId, ResponseId, SourceId } from '../../shared/domain/ids.ts';
import type { ItemRecord } from '../../shared/domain/item-record.ts';
import type { Judgment } from '../../shared/domain/judgment.ts';
import type { Prompt } from '../../shared/domain/prompt.ts';
import type { Origin, Response } from '../../shared/domain/response.ts';
import type { SegmentIndex } from '../../shared/segment/segment-index.ts';
import { SegmentIndexBuilder } from '../../shared/segment/segment-index-builder.ts';

const text = fc.string({ unit: 'grapheme', maxLength: 40 });
const origin: fc.Arbitrary<Origin> = fc.oneof(
  fc.record({ model: fc.constantFrom('a', 'b', '模型', null) }),
  fc.record({ model: fc.constantFrom('a', 'b'), promptVersion: fc.constantFrom('1', '2') }),
);

/** Content ids for most, and the other kinds that a pack from elsewhere may hold. */
export function toTestId<Id extends string>(kind: string, number: number): Id {
  if (number % 7 === 3) return `${kind}-${number}` as Id;
  if (number % 7 === 5) return `ffffffffffffffffffffffff${number.toString(16).padStart(8, '0')}` as Id;
  return toContentId<Id>([kind, number]);
}

function toPrompt(number: number, question: string, followUps: readonly string[], asked: boolean): Prompt {
  return {
    id: toTestId<PromptId>('prompt', number),
    messages: [{ role: 'user', content: question }],
    followUps: [...followUps],
    reference: [],
    context: [],
    tags: [],
    metadata: asked ? { question_id: String(number) } : {},
    split: 'train',
  };
}

/** One line of a segment, of few prompts and responses, so that they meet again. */
const record: fc.Arbitrary<ItemRecord> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc
      .tuple(fc.nat(30), text, fc.array(text, { maxLength: 2 }), fc.boolean())
      .map((drawn) => ({ prompt: toPrompt(...drawn) })),
  },
  {
    weight: 6,
    arbitrary: fc
      .tuple(fc.nat(30), fc.nat(6), text, origin, fc.boolean())
      .map(([prompt, number, answer, by, isFurther]): { response: Response } => ({
        response: {
          id: toTestId<ResponseId>('response', prompt * 7 + number),
          promptId: toTestId<PromptId>('prompt', prompt),
          turns: [answer],
          origin: by,
          metadata: isFurther ? { choice: '1' } : {},
        },
      })),
  },
  {
    weight: 2,
    arbitrary: fc
      .tuple(fc.nat(400), fc.constantFrom('r1', 'r2', '__proto__'), fc.nat(30))
      .map(([number, rater, prompt]): { judgment: Judgment } => ({
        judgment: {
          id: toTestId<JudgmentId>('judgment', number),
          raterId: rater as RaterId,
          seq: number + 1,
          promptId: toTestId<PromptId>('prompt', prompt),
          turn: 1,
          pass: 1,
          value: { kind: 'skip', responses: [toTestId<ResponseId>('response', prompt * 7)], reason: 'later' },
          shown: null,
          at: null,
          durationMs: null,
          app: 'test',
        },
      })),
  },
  { weight: 1, arbitrary: fc.constantFrom('s1', 's2', 's3').map((id) => ({ source: id as SourceId })) },
);

/** The records of a segment; a response or judgment that comes twice is left out, as an import does. */
export const segmentRecords: fc.Arbitrary<ItemRecord[]> = fc
  .array(record, { maxLength: 120 })
  .map((records) => {
    const seen = new Set<string>();
    return records.filter((each) => {
      const id =
        'prompt' in each
          ? each.prompt.id
          : 'response' in each
            ? each.response.id
            : 'judgment' in each
              ? each.judgment.id
              : undefined;
      if (id === undefined || !seen.has(id)) {
        if (id !== undefined) seen.add(id);
        return true;
      }
      return false;
    });
  });

/** The index of a segment of these records, with places as they would be if every line were ten bytes long. */
export function indexRecords(records: readonly ItemRecord[]): SegmentIndex {
  const builder = new SegmentIndexBuilder();
  for (const [line, each] of records.entries())
    builder.add(each, { offset: line * 10, length: 9, crc: line });
  return builder.finish();
}
