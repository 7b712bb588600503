import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ItemRecord } from '../../../../shared/domain/item-record.ts';
import { joinBytes } from '../../../../shared/journal/encode-entries.ts';
import { type RecordBatch, readRecords } from '../../../../shared/segment/record-batches.ts';
import { SegmentIndexBuilder } from '../../../../shared/segment/segment-index-builder.ts';
import { SegmentLines } from '../../../../shared/segment/segment-lines.ts';
import { segmentRecords, toTestId } from '../../../support/arbitrary-segment.ts';
import { buildItem } from '../../../support/build-items.ts';

async function writeSegment(records: readonly ItemRecord[]) {
  const builder = new SegmentIndexBuilder();
  const pieces: Uint8Array[] = [];
  const lines = new SegmentLines((piece) => Promise.resolve(pieces.push(piece.slice())), builder);
  await lines.add(records);
  await lines.flush();
  return { bytes: joinBytes(pieces), checksum: builder.finish().head.linesCrc };
}

/** Reads batches whose `next` is their place in the list. */
async function readAll(batches: readonly RecordBatch[]): Promise<ItemRecord[]> {
  const records: ItemRecord[] = [];
  const ask = (from: number): Promise<RecordBatch> =>
    Promise.resolve(batches[from] ?? { kind: 'records', records: [], next: null });
  for await (const record of readRecords(ask)) records.push(record);
  return records;
}

function number(batches: readonly RecordBatch[]): RecordBatch[] {
  return batches.map((batch, place) => ({ ...batch, next: place + 1 < batches.length ? place + 1 : null }));
}

test('prompts and responses come once each, in order, however the bytes are cut; what is left out does not', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(segmentRecords, { minLength: 1, maxLength: 3 }),
      fc.integer({ min: 1, max: 500 }),
      async (lists, cut) => {
        const leftOut = [0, 1, 2].map((each) => toTestId<string>('response', each));
        const batches: RecordBatch[] = [{ kind: 'left-out', ids: leftOut, next: null }];
        for (const { bytes, checksum } of await Promise.all(lists.map(writeSegment))) {
          for (let offset = 0; offset < bytes.length; offset += cut) {
            const isLast = offset + cut >= bytes.length;
            const piece = bytes.slice(offset, offset + cut);
            batches.push({ kind: 'lines', bytes: piece, checksum: isLast ? checksum : null, next: null });
          }
        }
        const seen = new Set(leftOut);
        const expected = lists.flat().filter((record) => {
          const id =
            'prompt' in record ? record.prompt.id : 'response' in record ? record.response.id : undefined;
          if (id === undefined || seen.has(id)) return false;
          seen.add(id);
          return true;
        });
        expect(await readAll(number(batches))).toEqual(expected);
      },
    ),
    { numRuns: 60 },
  );
});

test('a segment of which any byte has changed is refused', async () => {
  const { prompt, responses } = buildItem('Good morning!', ['a', 'b']);
  const { bytes, checksum } = await writeSegment([
    { prompt },
    ...responses.map((response) => ({ response })),
  ]);
  for (let at = 0; at < bytes.length; at += 1) {
    const changed = bytes.slice();
    changed[at] = (changed[at] ?? 0) ^ (1 << (at % 8));
    const reading = readAll([{ kind: 'lines', bytes: changed, checksum, next: null }]);
    await expect(reading, `byte ${at}`).rejects.toThrow(/segment/i);
  }
});
