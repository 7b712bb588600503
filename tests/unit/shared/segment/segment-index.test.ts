import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readId } from '../../../../shared/base/id-words.ts';
import type { ItemRecord } from '../../../../shared/domain/item-record.ts';
import { encodeSegmentIndex } from '../../../../shared/segment/encode-segment-index.ts';
import { type LinePlace, readPlace, type SegmentIndex } from '../../../../shared/segment/segment-index.ts';
import { SegmentIndexBuilder } from '../../../../shared/segment/segment-index-builder.ts';
import { SegmentIndexReader } from '../../../../shared/segment/segment-index-reader.ts';
import { SegmentLines } from '../../../../shared/segment/segment-lines.ts';
import { joinBytes } from '../../../../shared/journal/encode-entries.ts';
import { segmentRecords, toTestId } from '../../../support/arbitrary-segment.ts';

const SHA256 = 'ab'.repeat(32);

async function writeSegment(
  records: readonly ItemRecord[],
): Promise<{ bytes: Uint8Array; index: SegmentIndex }> {
  const builder = new SegmentIndexBuilder();
  const pieces: Uint8Array[] = [];
  const lines = new SegmentLines((piece) => {
    expect(piece.length).toBeLessThanOrEqual(1 << 20);
    pieces.push(piece.slice());
    return Promise.resolve();
  }, builder);
  for (const record of records) await lines.add([record]);
  await lines.flush();
  return { bytes: joinBytes(pieces), index: builder.finish() };
}

function readBytes(file: Uint8Array) {
  return (offset: number, length: number) => Promise.resolve(file.slice(offset, offset + length));
}

async function decode(file: Uint8Array, sha256 = SHA256) {
  const reader = await SegmentIndexReader.open(readBytes(file), sha256);
  return reader.ok ? reader.value.readAll() : reader;
}

function readLine(bytes: Uint8Array, { offset, length }: LinePlace): unknown {
  return JSON.parse(new TextDecoder().decode(bytes.subarray(offset, offset + length)));
}

/** What an index says, as plain as it can be said; texts come from the segment. */
function describeIndex({ head, items, judgments, questions }: SegmentIndex, bytes: Uint8Array) {
  const prompts: unknown[] = [];
  const responses: unknown[] = [];
  for (const part of items) {
    let response = 0;
    for (let prompt = 0; prompt < part.prompts; prompt += 1) {
      const id = readId(part.promptIds, prompt * 4, part.otherIds);
      const turns = part.promptTurns[prompt];
      prompts.push({
        id,
        turns,
        ...(turns === 0 ? {} : { line: readLine(bytes, readPlace(part.promptPlaces, prompt)) }),
      });
      for (; response < (part.responseEnds[prompt] ?? 0); response += 1) {
        responses.push({
          id: readId(part.responseIds, response * 4, part.otherIds),
          promptId: id,
          origin: head.origins[part.responseOrigins[response] ?? -1],
          source: head.sources[(part.responseSources[response] ?? 0) - 1],
          line: readLine(bytes, readPlace(part.responsePlaces, response)),
        });
      }
    }
  }
  return {
    prompts,
    responses,
    judgments: judgments.flatMap((part) =>
      Array.from({ length: part.judgments }, (_, number) => ({
        id: readId(part.ids, number * 4, part.otherIds),
        line: readLine(bytes, readPlace(part.places, number)),
      })),
    ),
    lastSeqs: new Map(head.lastSeqs),
    counts: head.counts,
    questions: new Map(questions.promptQuestions),
    furtherChoices: questions.furtherChoices,
  };
}

/** The same, straight from the records. */
function describeRecords(records: readonly ItemRecord[]) {
  const prompts = new Map<string, { id: string; turns: number; line?: unknown }>();
  const responses: { id: string; promptId: string; origin: unknown; source: unknown; line: unknown }[] = [];
  const lastSeqs = new Map<string, number>();
  const questions = new Map<string, string>();
  let unsourced = 0;
  const mention = (id: string) => {
    const known = prompts.get(id) ?? { id, turns: 0 };
    prompts.set(id, known);
    return known;
  };
  for (const record of records) {
    if ('prompt' in record) {
      const known = mention(record.prompt.id);
      known.turns = 1 + record.prompt.followUps.length;
      known.line = record;
      if (record.prompt.metadata['question_id'] !== undefined)
        questions.set(record.prompt.id, record.prompt.metadata['question_id']);
    } else if ('response' in record) {
      const { id, promptId, origin } = record.response;
      mention(promptId);
      responses.push({ id, promptId, origin, source: undefined, line: record });
    } else if ('judgment' in record) {
      const { raterId, seq } = record.judgment;
      lastSeqs.set(raterId, Math.max(seq, lastSeqs.get(raterId) ?? 0));
    } else if ('source' in record) {
      for (const response of responses.slice(unsourced)) response.source = record.source;
      unsourced = responses.length;
    }
  }
  const order = [...prompts.keys()];
  const grouped = order.flatMap((id) => responses.filter(({ promptId }) => promptId === id));
  const judgments = records.flatMap((record) =>
    'judgment' in record ? [{ id: record.judgment.id, line: record }] : [],
  );
  return {
    prompts: [...prompts.values()],
    responses: grouped,
    judgments,
    lastSeqs,
    counts: {
      prompts: [...prompts.values()].filter(({ turns }) => turns > 0).length,
      responses: responses.length,
      judgments: judgments.length,
    },
    questions: new Map(
      order.flatMap((id, number) => (questions.has(id) ? [[number, questions.get(id)]] : [])),
    ),
    furtherChoices: grouped.flatMap(({ line }, number) =>
      JSON.stringify(line).includes('"choice":"1"') ? [number] : [],
    ),
  };
}

describe('the index of a segment', () => {
  it('says of every record where it is and what it belongs to, also after it was written and read', async () => {
    await fc.assert(
      fc.asyncProperty(segmentRecords, async (records) => {
        const { bytes, index } = await writeSegment(records);
        const found = await decode(joinBytes(encodeSegmentIndex(index, SHA256)));
        if (!found.ok) throw new Error(found.error);
        expect(describeIndex(found.value, bytes)).toEqual(describeRecords(records));
        expect(found.value).toEqual(index);
        expect(index.head.bytes).toBe(bytes.length);
      }),
      { numRuns: 100 },
    );
  });

  it('notices every changed byte, and a file that was cut off', async () => {
    const { index } = await writeSegment(fc.sample(segmentRecords, { seed: 5, numRuns: 30 }).flat());
    const file = joinBytes(encodeSegmentIndex(index, SHA256));
    for (let at = 0; at < file.length; at += 1) {
      const changed = file.slice();
      changed[at] = (changed[at] ?? 0) ^ (1 << (at % 8));
      const found = await decode(changed);
      expect(found.ok, `byte ${at}`).toBe(false);
    }
    for (const length of [0, 3, 51, 52, 200, file.length - 1]) {
      expect((await decode(file.slice(0, length))).ok).toBe(false);
    }
  });

  it('is refused for another segment', async () => {
    const { index } = await writeSegment([]);
    const file = joinBytes(encodeSegmentIndex(index, SHA256));
    expect(await decode(file, 'cd'.repeat(32))).toEqual({
      ok: false,
      error: 'it belongs to another segment',
    });
  });

  it('has a small first part, and says which prompts come after it', async () => {
    const records: ItemRecord[] = Array.from({ length: 40_000 }, (_, number) => ({
      response: {
        id: toTestId('response', number),
        promptId: toTestId('prompt', number % 20_000),
        turns: ['yes'],
        origin: { model: number < 20_000 ? 'a' : 'b' },
        metadata: {},
      },
    }));
    const { index } = await writeSegment(records);
    const [first, ...rest] = index.items;
    expect(first).toMatchObject({ prompts: 2000, responses: 4000 });
    expect(rest.reduce((sum, { prompts }) => sum + prompts, 0)).toBe(18_000);
    expect(index.laterPrompts.length).toBe(18_000);
    expect(index.laterPrompts).toEqual(index.laterPrompts.toSorted());
    expect(index.laterPrompts).toContain(rest[0]?.promptIds[0]);
  });
});

describe('the lines of a segment', () => {
  it('may be longer than a piece, and stand where the index says', async () => {
    const records: ItemRecord[] = [400_000, 3, 1_500_000, 800_000, 1].map((length, number) => ({
      response: {
        id: toTestId('response', number),
        promptId: toTestId('prompt', 1),
        turns: ['语'.repeat(length), '\ud800'],
        origin: { model: null },
        metadata: {},
      },
    }));
    const { bytes, index } = await writeSegment(records);
    expect(new TextDecoder('utf-8', { fatal: true }).decode(bytes)).toBe(
      records.map((record) => `${JSON.stringify(record)}\n`).join(''),
    );
    expect(describeIndex(index, bytes).responses).toMatchObject(records.map((line) => ({ line })));
  });
});
