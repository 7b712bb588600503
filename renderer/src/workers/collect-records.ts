import type { ItemRecord } from '../../../shared/domain/item-record.ts';
import type { Judgment } from '../../../shared/domain/judgment.ts';
import type { Prompt } from '../../../shared/domain/prompt.ts';
import type { Rater } from '../../../shared/domain/rater.ts';
import type { Response } from '../../../shared/domain/response.ts';

/** Records sorted into their kinds. */
export interface CollectedRecords {
  readonly prompts: Prompt[];
  readonly responses: Response[];
  readonly raters: Rater[];
  readonly judgments: Judgment[];
}

export async function collectRecords(records: AsyncIterable<ItemRecord>): Promise<CollectedRecords> {
  const collected: CollectedRecords = { prompts: [], responses: [], raters: [], judgments: [] };
  for await (const record of records) {
    if ('prompt' in record) collected.prompts.push(record.prompt);
    else if ('response' in record) collected.responses.push(record.response);
    else if ('rater' in record) collected.raters.push(record.rater);
    else if ('judgment' in record) collected.judgments.push(record.judgment);
  }
  return collected;
}
