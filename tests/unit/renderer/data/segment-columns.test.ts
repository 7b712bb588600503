import { sha256 } from '@noble/hashes/sha2.js';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type BlockRow, BLOCK_BYTES, SegmentReader } from '../../../../renderer/src/data/segment-columns.ts';
import { Corpus } from '../../../../renderer/src/data/corpus.ts';
import type { ItemRecord } from '../../../../shared/domain/item-record.ts';
import type { Judgment } from '../../../../shared/domain/judgment.ts';
import { buildItem, LogBuilder } from '../../../support/build-items.ts';

const encoder = new TextEncoder();

function read(chunks: Iterable<Uint8Array>) {
  const blocks: BlockRow[] = [];
  const judgments: Judgment[] = [];
  const reader = new SegmentReader(
    'segment',
    (block) => blocks.push(block),
    (judgment) => judgments.push(judgment),
  );
  // The caller's buffer is used again, as a reader of files does.
  for (const chunk of chunks) {
    const buffer = chunk.slice();
    reader.add(buffer);
    buffer.fill(0x7b);
  }
  return { columns: reader.finish(), blocks, judgments };
}

/** The same with hashes for bytes: comparing long byte arrays number by number takes minutes. */
function toComparable({ columns, blocks, judgments }: ReturnType<typeof read>) {
  return {
    columns,
    judgments,
    blocks: blocks.map(({ segment, number, bytes }) => [segment, number, bytes.length, sha256(bytes).join()]),
  };
}

function* cut(bytes: Uint8Array, sizes: readonly number[]): Generator<Uint8Array> {
  let offset = 0;
  for (let turn = 0; offset < bytes.length; turn += 1) {
    const size = sizes[turn % sizes.length] ?? bytes.length;
    yield bytes.subarray(offset, offset + size);
    offset += size;
  }
}

function toBytes(records: readonly ItemRecord[]): Uint8Array {
  return encoder.encode(records.map((record) => `${JSON.stringify(record)}\n`).join(''));
}

/** Prompts of very different lengths, one of them longer than a block, with judgments in between. */
const arbitraryRecords = fc
  .array(
    fc.record({
      question: fc.oneof(
        fc.string({ unit: 'grapheme', maxLength: 20 }),
        fc.constantFrom('换行\n和"引号"', '\u2028é\u0000', '长'.repeat(BLOCK_BYTES / 2)),
      ),
      models: fc.uniqueArray(fc.constantFrom('a', 'b', '模型', 'd "quoted"'), { maxLength: 4 }),
      judged: fc.boolean(),
    }),
    { minLength: 1, maxLength: 8 },
  )
  .map((items) => {
    const log = new LogBuilder();
    return items.flatMap(({ question, models, judged }, index): ItemRecord[] => {
      const item = buildItem(`${index} ${question}`, models);
      const [first] = models;
      return [
        { prompt: item.prompt },
        ...item.responses.map((response) => ({ response })),
        ...(judged && first !== undefined ? [{ judgment: log.correct(item, first, question) }] : []),
      ];
    });
  });

describe('a segment read in pieces', () => {
  test('gives the same columns, blocks and judgments, however it is cut', () => {
    fc.assert(
      fc.property(
        arbitraryRecords,
        fc.array(fc.oneof(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 200_000 })), {
          minLength: 1,
          maxLength: 5,
        }),
        (records, sizes) => {
          const bytes = toBytes(records);
          expect(toComparable(read(cut(bytes, sizes)))).toEqual(toComparable(read([bytes])));
        },
      ),
      { numRuns: 40 },
    );
  });

  test.each([1, 7, 4096, 65_536, 1024 * 1024])(
    'gives everything back, in pieces of %i bytes',
    async (size) => {
      const items = ['短', 'x'.repeat(BLOCK_BYTES), '换行\n', 'y'.repeat(BLOCK_BYTES - 10), 'end'].map(
        (text) => buildItem(text, ['a', 'b', 'c']),
      );
      const records = items.flatMap(({ prompt, responses }): ItemRecord[] => [
        { prompt },
        ...responses.map((response) => ({ response })),
      ]);
      const { columns, blocks } = read(cut(toBytes(records), [size]));
      const corpus = new Corpus(
        (_, block) =>
          Promise.resolve(blocks.find(({ number }) => number === block)?.bytes ?? new Uint8Array()),
        [columns],
      );
      for (const { prompt, responses } of items) {
        const item = await corpus.read(prompt.id);
        expect(item.prompt).toEqual(prompt);
        expect([...item.responses.values()]).toEqual(responses);
      }
      expect(blocks.map(({ number }) => number)).toEqual(blocks.map((_, index) => index));
    },
  );

  test('needs no line end after the last line', () => {
    const bytes = toBytes([{ prompt: buildItem('One', []).prompt }]);
    expect(read([bytes.subarray(0, -1)])).toEqual(read([bytes]));
  });

  test('says that a line is damaged, whatever is wrong with it', () => {
    for (const line of ['{"prompt":', '{}', 'null', '{"prompt":{"id":"x"}}', '\ud800']) {
      expect(() => read([encoder.encode(`${line}\n`)])).toThrow('is not a record');
    }
    expect(() => read([Uint8Array.of(0xff, 0xfe, 0x0a)])).toThrow('is not a record');
  });
});
