import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Corpus } from '../../../../renderer/src/data/corpus.ts';
import { IndexFile } from '../../../../renderer/src/data/index-file.ts';
import { SegmentTexts } from '../../../../renderer/src/data/segment-texts.ts';
import type { PromptId, ResponseId } from '../../../../shared/domain/ids.ts';
import type { ItemRecord } from '../../../../shared/domain/item-record.ts';
import type { Prompt } from '../../../../shared/domain/prompt.ts';
import type { Response } from '../../../../shared/domain/response.ts';
import { DamagedSegmentError } from '../../../../shared/segment/segment-scanner.ts';
import { InMemoryFolder } from '../../../database/in-memory-folder.ts';
import { segmentRecords } from '../../../support/arbitrary-segment.ts';
import { buildItem } from '../../../support/build-items.ts';

/** Few rows in a part, so that few records make many parts. */
const SMALL_PARTS = { first: 4, further: 6 };

async function openCorpus(folder: InMemoryFolder) {
  const texts = new SegmentTexts((sha256, offset, length) => folder.readSegment(sha256, offset, length));
  const { segments } = folder.manifest();
  const indexes = await Promise.all(segments.map(({ sha256 }) => IndexFile.open(folder, sha256)));
  return { corpus: await Corpus.open(texts, indexes, () => true), indexes };
}

function createFolder(lists: readonly ItemRecord[][]): InMemoryFolder {
  const folder = new InMemoryFolder('corpus', SMALL_PARTS);
  for (const records of lists) folder.addSegment(records);
  return folder;
}

/** What the project holds, in maps: prompts in the order of their first mention, the first record of an id counts. */
function describeRecords(lists: readonly ItemRecord[][]) {
  const mentioned = new Set<PromptId>();
  const prompts = new Map<PromptId, Prompt>();
  const responses = new Map<ResponseId, Response>();
  for (const record of lists.flat()) {
    if ('prompt' in record) {
      mentioned.add(record.prompt.id);
      if (!prompts.has(record.prompt.id)) prompts.set(record.prompt.id, record.prompt);
    } else if ('response' in record) {
      mentioned.add(record.response.promptId);
      if (!responses.has(record.response.id)) responses.set(record.response.id, record.response);
    }
  }
  return [...mentioned].map((id) => ({
    id,
    prompt: prompts.get(id),
    responses: [...responses.values()].filter(({ promptId }) => promptId === id),
  }));
}

function toOutline({ prompt, responses }: ReturnType<typeof describeRecords>[number]) {
  if (!prompt || responses.length === 0) return undefined;
  return {
    promptId: prompt.id,
    turns: 1 + prompt.followUps.length,
    responses: responses.map(({ id, origin }) => ({ id, origin })),
  };
}

function listOutlines(corpus: Corpus) {
  return Array.from({ length: corpus.promptCount }, (_, prompt) => corpus.outline(prompt));
}

describe('a corpus', () => {
  test('begins with prompts that are as they will be, and is in the end what the records say', async () => {
    let beginnings = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(segmentRecords, { maxLength: 4 }), async (lists) => {
        const { corpus } = await openCorpus(createFolder(lists));
        const expected = describeRecords(lists);
        if (!corpus.isComplete && corpus.promptCount > 0) beginnings += 1;
        const first = expected.slice(0, corpus.promptCount);
        expect(listOutlines(corpus)).toEqual(first.map(toOutline));
        expect(expected.map(({ id }) => corpus.find(id))).toEqual(
          expected.map((_, number) => (number < first.length ? number : undefined)),
        );
        await corpus.whenComplete;
        expect(corpus.isComplete).toBe(true);
        expect(listOutlines(corpus)).toEqual(expected.map(toOutline));
        for (const { id, prompt, responses } of expected) {
          if (!prompt) continue;
          const item = await corpus.read(id);
          expect([item.prompt, ...item.responses.values()]).toEqual([prompt, ...responses]);
        }
      }),
      { numRuns: 60 },
    );
    // Otherwise this would have tested whole projects only.
    expect(beginnings).toBeGreaterThan(10);
  });

  test('of a large segment and further ones has its first prompts with all of their responses', async () => {
    const items = Array.from({ length: 40 }, (_, number) => buildItem(`Question ${number}`, ['a', 'b', 'c']));
    const answersOf = (model: string, from: number, end: number): ItemRecord[] =>
      items
        .slice(from, end)
        .flatMap(({ responses }) =>
          responses.flatMap((response) => (response.origin.model === model ? [{ response }] : [])),
        );
    const prompts = items.map(({ prompt }) => ({ prompt }));
    // The last file begins with another prompt: its answers to the third and fourth are not in its first part.
    const folder = createFolder([
      [...prompts, ...answersOf('a', 0, 40)],
      answersOf('b', 0, 40),
      [...answersOf('c', 30, 34), ...answersOf('c', 2, 30)],
    ]);
    const { corpus } = await openCorpus(folder);
    expect(corpus.isComplete).toBe(false);
    expect(corpus.promptCount).toBe(2);
    expect(listOutlines(corpus).map((outline) => outline?.responses.length)).toEqual([2, 2]);
    expect(corpus.expectedPrompts).toBe(40);
    await corpus.whenComplete;
    expect(listOutlines(corpus).map((outline) => outline?.responses.length)).toEqual([
      ...Array.from({ length: 2 }, () => 2),
      ...Array.from({ length: 32 }, () => 3),
      ...Array.from({ length: 6 }, () => 2),
    ]);
  });

  test('never gives a text that is not the one that was written', async () => {
    const items = Array.from({ length: 3 }, (_, number) => buildItem(`Question ${number}`, ['a', 'b']));
    const folder = createFolder([
      items.flatMap(({ prompt, responses }) => [{ prompt }, ...responses.map((response) => ({ response }))]),
    ]);
    const [segment] = folder.manifest().segments;
    const bytes = folder.files.get(`${segment?.sha256}.seg`) ?? new Uint8Array();
    const whole = (prompt: Prompt, responses: readonly Response[]) => ({
      prompt,
      responses: new Map(responses.map((each) => [each.id, each])),
    });
    let refused = 0;
    for (let at = 0; at < bytes.length; at += 3) {
      bytes[at] = (bytes[at] ?? 0) ^ (1 << (at % 8));
      // A window of its own: what was read before would still be right.
      const { corpus } = await openCorpus(folder);
      for (const { prompt, responses } of items) {
        const item = await corpus.read(prompt.id).catch((error: unknown) => error);
        const wasRefused = item instanceof DamagedSegmentError;
        if (wasRefused) refused += 1;
        expect(wasRefused ? whole(prompt, responses) : item).toEqual(whole(prompt, responses));
      }
      bytes[at] = (bytes[at] ?? 0) ^ (1 << (at % 8));
    }
    // Each changed byte is in one item, or is the end of a line.
    expect(refused).toBeGreaterThan(bytes.length / 3 - 10);
  });

  test('reads long lines over many blocks, and names the segment that has changed', async () => {
    const { prompt, responses } = buildItem('长文本 '.repeat(60_000), ['a', 'b']);
    const folder = createFolder([[{ prompt }, ...responses.map((response) => ({ response }))]]);
    const { corpus } = await openCorpus(folder);
    expect((await corpus.read(prompt.id)).prompt).toEqual(prompt);
    const [segment] = folder.manifest().segments;
    const bytes = folder.files.get(`${segment?.sha256}.seg`) ?? new Uint8Array();
    bytes[200_000] = (bytes[200_000] ?? 0) ^ 4;
    const { corpus: again } = await openCorpus(folder);
    await expect(again.read(prompt.id)).rejects.toThrow(segment?.sha256);
  });
});

describe('the index of a segment', () => {
  test('with any bit flipped is made anew, and nothing is read wrongly from it', async () => {
    const lists = [fc.sample(segmentRecords, { seed: 3, numRuns: 1 }).flat()];
    const expected = describeRecords(lists);
    const folder = createFolder(lists);
    const [segment] = folder.manifest().segments;
    const name = `${segment?.sha256}.idx`;
    const whole = folder.files.get(name) ?? new Uint8Array();
    for (let at = 0; at < whole.length; at += 5) {
      const changed = whole.slice();
      changed[at] = (changed[at] ?? 0) ^ (1 << (at % 8));
      folder.files.set(name, changed);
      const { corpus } = await openCorpus(folder);
      await corpus.whenComplete;
      expect(listOutlines(corpus)).toEqual(expected.map(toOutline));
    }
    expect(folder.rebuilds.length).toBeGreaterThan(whole.length / 5 / 2);
  });
});
