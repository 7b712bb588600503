import { expect, test } from 'vitest';
import type { SourceId } from '../../../../shared/domain/ids.ts';
import type { ItemRecord } from '../../../../shared/domain/item-record.ts';
import { ItemIndex } from '../../../../shared/import/existing-items.ts';
import { createIndexedItems } from '../../../../shared/import/indexed-items.ts';
import { SegmentIndexBuilder } from '../../../../shared/segment/segment-index-builder.ts';
import type { SegmentIndex } from '../../../../shared/segment/segment-index.ts';
import { SegmentLines } from '../../../../shared/segment/segment-lines.ts';
import { fileOf, fixtureFiles, importAll } from './support.ts';

const mtBench = fixtureFiles('mt_bench');

async function toIndex(records: readonly ItemRecord[]): Promise<SegmentIndex> {
  const builder = new SegmentIndexBuilder();
  const lines = new SegmentLines(() => Promise.resolve(), builder);
  await lines.add(records);
  return builder.finish();
}

test('an import finds nothing new in what it has imported, told by the records or by the index', async () => {
  const { records } = await importAll(mtBench);
  const byRecord = new ItemIndex();
  for (const record of records) byRecord.add(record);
  const byIndex = createIndexedItems([await toIndex(records)], () => true);
  for (const existing of [byRecord, byIndex]) {
    const again = await importAll(mtBench, { existing });
    expect(again.records).toEqual([]);
    expect(again.summary.alreadyThere.judgments).toBeGreaterThan(100);
  }
});

test('votes that come later find the answers of an earlier import, by the index alone', async () => {
  const votes = mtBench.filter(({ name }) => /human|gpt4_pair/.test(name));
  const rest = mtBench.filter((file) => !votes.includes(file));
  const together = await importAll(mtBench);
  const existing = createIndexedItems([await toIndex((await importAll(rest)).records)], () => true);
  const later = await importAll(votes, { existing });
  expect(later.summary.counts.judgments).toBe(together.summary.counts.judgments);
  expect(later.summary.counts.responses).toBe(0);
});

test('what came only from a source that is taken out is added again, what another source said too is not', async () => {
  const row = (output: string, generator: string) =>
    `{"instruction":"p","output":"${output}","generator":"${generator}"}\n`;
  const first = fileOf('a.jsonl', row('one', 'm') + row('two', 'n'));
  const second = fileOf('b.jsonl', row('two', 'n') + row('three', 'o'));
  const { records, summary } = await importAll([first, second]);
  const removed = summary.sources[0]?.id as SourceId;
  const existing = createIndexedItems([await toIndex(records)], (source) => source !== removed);
  const again = await importAll([first], { existing });
  // "two" was met in the first file first, so it went with that file.
  expect(again.summary.counts).toMatchObject({ prompts: 0, responses: 2 });
});
