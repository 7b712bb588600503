import type { ItemRecord } from '../../../shared/domain/item-record.ts';
import type { Rater } from '../../../shared/domain/rater.ts';
import type { WorkingCopy } from './working-copy.ts';

/** Prompts a batch: about 1 MB of responses of usual length. */
const PROMPTS = 40;
const JUDGMENTS = 1000;

/** A batch of records and where the next one starts, `null` after the last. */
export interface FedRecords {
  readonly records: readonly ItemRecord[];
  readonly next: number | null;
}

/**
 * Gives everything of a project in batches that fit one message, in the order of a segment: prompts with their
 * responses, then raters, then judgments. Start with 0.
 */
export function createRecordFeed(
  copy: WorkingCopy,
  raters: readonly Rater[],
): (from: number) => Promise<FedRecords> {
  const promptIds = copy.corpus.outlines().map(({ promptId }) => promptId);
  const judgments = [...copy.judgments];
  return async (from) => {
    if (from < promptIds.length) {
      const items = await Promise.all(
        promptIds.slice(from, from + PROMPTS).map((id) => copy.corpus.read(id)),
      );
      return {
        records: items.flatMap(({ prompt, responses }): ItemRecord[] => [
          { prompt },
          ...[...responses.values()].map((response) => ({ response })),
        ]),
        next: Math.min(from + PROMPTS, promptIds.length),
      };
    }
    const start = from - promptIds.length;
    const end = start + JUDGMENTS;
    return {
      records: [
        ...(start === 0 ? raters.map((rater) => ({ rater })) : []),
        ...judgments.slice(start, end).map((judgment) => ({ judgment })),
      ],
      next: end < judgments.length ? promptIds.length + end : null,
    };
  };
}
