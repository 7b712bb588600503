import { ID_WORDS, readId } from '../../../shared/base/id-words.ts';
import type { Judgment } from '../../../shared/domain/judgment.ts';
import { type LinePlace, readPlace } from '../../../shared/segment/segment-index.ts';
import type { IndexFile } from './index-file.ts';
import type { SegmentTexts } from './segment-texts.ts';

/** Lines that are read at once. */
const BATCH = 1000;

/** Reads the judgments in a segment whose ids are not *known*, in the order in which they stand there. */
export async function readImportedJudgments(
  index: IndexFile,
  texts: SegmentTexts,
  known: ReadonlySet<string>,
): Promise<Judgment[]> {
  if (index.head.counts.judgments === 0) return [];
  const places: LinePlace[] = [];
  for (const part of await index.readJudgments()) {
    for (let judgment = 0; judgment < part.judgments; judgment += 1) {
      if (!known.has(readId(part.ids, judgment * ID_WORDS, part.otherIds))) {
        places.push(readPlace(part.places, judgment));
      }
    }
  }
  const judgments: Judgment[] = [];
  for (let start = 0; start < places.length; start += BATCH) {
    const records = await Promise.all(
      places.slice(start, start + BATCH).map((place) => texts.read(index.sha256, place)),
    );
    for (const record of records) {
      if (!('judgment' in record)) throw new Error(`Not a judgment where one of ${index.sha256} should be`);
      judgments.push(record.judgment);
    }
  }
  return judgments;
}
