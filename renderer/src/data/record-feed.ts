import type { ItemRecord } from '../../../shared/domain/item-record.ts';
import type { Judgment } from '../../../shared/domain/judgment.ts';
import type { Rater } from '../../../shared/domain/rater.ts';
import type { RecordBatch } from '../../../shared/segment/record-batches.ts';
import type { WorkingCopy } from './working-copy.ts';

const PIECE = 1024 * 1024;
/** Ids of at most 64 characters in one message. */
const IDS = 10_000;
/** Characters of the texts of judgments in one message, beside what each takes anyway. */
const CHARACTERS = 250_000;
const JUDGMENTS = 500;

type Batch = RecordBatch extends infer Each ? (Each extends unknown ? Omit<Each, 'next'> : never) : never;

/**
 * Gives everything of a project in batches that fit one message (see `readRecords`). Start with 0.
 *
 * Imported texts go over as the bytes of the segments: whoever wants records reads them, in a worker.
 */
export function createRecordFeed(
  copy: WorkingCopy,
  raters: readonly Rater[],
): (from: number) => Promise<RecordBatch> {
  let steps: Promise<(() => Promise<Batch>)[]> | undefined;
  return async (from) => {
    steps ??= planSteps(copy, raters);
    const all = await steps;
    const step = all[from];
    if (step === undefined) return { kind: 'records', records: [], next: null };
    return { ...(await step()), next: from + 1 < all.length ? from + 1 : null };
  };
}

async function planSteps(copy: WorkingCopy, raters: readonly Rater[]): Promise<(() => Promise<Batch>)[]> {
  await copy.corpus.whenComplete;
  const steps: (() => Promise<Batch>)[] = [];
  for (const ids of cut(copy.corpus.listLeftOut(), IDS)) {
    steps.push(() => Promise.resolve({ kind: 'left-out', ids }));
  }
  for (const { sha256, bytes, linesCrc } of copy.corpus.segments) {
    for (let offset = 0; offset < bytes; offset += PIECE) {
      const checksum = offset + PIECE < bytes ? null : linesCrc;
      steps.push(async () => ({
        kind: 'lines',
        bytes: await copy.readSegment(sha256, offset, Math.min(PIECE, bytes - offset)),
        checksum,
      }));
    }
  }
  const people: ItemRecord[] = raters.map((rater) => ({ rater }));
  for (const records of [...cut(people, IDS), ...cutJudgments(copy.judgments)]) {
    steps.push(() => Promise.resolve({ kind: 'records', records }));
  }
  return steps;
}

function* cut<Value>(values: readonly Value[], length: number): Generator<Value[], void, undefined> {
  for (let start = 0; start < values.length; start += length) yield values.slice(start, start + length);
}

/** Corrections and comments can be long, everything else is short. */
function* cutJudgments(judgments: readonly Judgment[]): Generator<ItemRecord[], void, undefined> {
  let records: ItemRecord[] = [];
  let characters = 0;
  for (const judgment of judgments) {
    const { value } = judgment;
    const length = 'text' in value ? value.text.length : 0;
    if (records.length === JUDGMENTS || (records.length > 0 && characters + length > CHARACTERS)) {
      yield records;
      records = [];
      characters = 0;
    }
    records.push({ judgment });
    characters += length;
  }
  if (records.length > 0) yield records;
}
