import { IdList } from '../base/id-list.ts';
import type { ItemRecord } from '../domain/item-record.ts';
import { LinesChecksum } from './lines-checksum.ts';
import { DamagedSegmentError, SegmentScanner } from './segment-scanner.ts';

/**
 * A part of everything that a project holds, small enough for one message:
 *
 * - *lines*: the next bytes of a segment as they are on the disk, cut anywhere; *checksum* comes with the last of them
 *   and is that of all lines of the segment;
 * - *left-out*: ids of prompts and responses in the segments that are no part of the project; before all lines;
 * - *records*: raters and judgments, which the lines are not asked for: they may have come from elsewhere since.
 */
type Batch =
  | { readonly kind: 'lines'; readonly bytes: Uint8Array; readonly checksum: number | null }
  | { readonly kind: 'left-out'; readonly ids: readonly string[] }
  | { readonly kind: 'records'; readonly records: readonly ItemRecord[] };

/** A batch, and which number to ask for to get the next one: `null` after the last. */
export type RecordBatch = Batch & { readonly next: number | null };

/**
 * Asks for every record of a project, batch after batch: prompts and responses in the order of the segments, each id
 * once, then raters and judgments. Rejects with a `DamagedSegmentError` when a line is not what was written.
 */
export async function* readRecords(
  ask: (from: number) => Promise<RecordBatch>,
): AsyncGenerator<ItemRecord, void, undefined> {
  const reader = new LineReader();
  for (let from: number | null = 0; from !== null;) {
    const batch: RecordBatch = await ask(from);
    if (batch.kind === 'records') yield* batch.records;
    else if (batch.kind === 'left-out') reader.leaveOut(batch.ids);
    else yield* reader.read(batch.bytes, batch.checksum);
    from = batch.next;
  }
}

/** Reads the lines of one segment after the other. */
class LineReader {
  readonly #seen = new IdList();
  #records: ItemRecord[] = [];
  #checksum = new LinesChecksum();
  #scanner = this.#createScanner();

  /** What is left out counts as seen. */
  leaveOut(ids: readonly string[]): void {
    for (const id of ids) this.#seen.add(id);
  }

  read(bytes: Uint8Array, checksum: number | null): ItemRecord[] {
    this.#scanner.add(bytes);
    if (checksum !== null) {
      this.#scanner.finish();
      if (this.#checksum.value !== checksum) {
        throw new DamagedSegmentError(
          'A segment has changed since it was written. Copy it back from a backup, or import its files again.',
        );
      }
      this.#checksum = new LinesChecksum();
      this.#scanner = this.#createScanner();
    }
    const records = this.#records;
    this.#records = [];
    return records;
  }

  #createScanner(): SegmentScanner {
    return new SegmentScanner((record, { crc }) => {
      this.#checksum.add(crc);
      const id =
        'response' in record ? record.response.id : 'prompt' in record ? record.prompt.id : undefined;
      if (id === undefined || this.#seen.has(id)) return;
      this.#seen.add(id);
      this.#records.push(record);
    });
  }
}
