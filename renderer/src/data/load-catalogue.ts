import { ID_WORDS, writeId } from '../../../shared/base/id-words.ts';
import type { SourceId } from '../../../shared/domain/ids.ts';
import { Catalogue } from '../../../shared/segment/catalogue.ts';
import type { IndexFile } from './index-file.ts';
import { nextTask } from './next-task.ts';

/** Whether what came from a source is part of the project. */
export type IsShown = (source: SourceId) => boolean;

/** The beginning of a project: its first prompts, each with all of its responses. */
export interface CatalogueBeginning {
  readonly catalogue: Catalogue;
  /** How many of the catalogue's prompts are as they will be in the whole one. */
  readonly prompts: number;
  readonly isWhole: boolean;
}

/**
 * Reads as little as is needed to begin: of every index the head and the first part.
 *
 * Prompts come in the order of the segments, so the first ones are known up to the first segment that has more than one
 * part. Later segments may bring further responses of them: those in the first part are taken in, and at the first
 * prompt that may get some in a later part the beginning ends.
 */
export async function loadBeginning(
  indexes: readonly IndexFile[],
  isShown: IsShown,
): Promise<CatalogueBeginning> {
  const parts = await Promise.all(
    indexes.map((index) => (index.itemParts === 0 ? Promise.resolve(undefined) : index.readItems(0))),
  );
  const catalogue = new Catalogue({ prompts: 0, responses: 0 }, isShown);
  let isWhole = true;
  for (const [number, index] of indexes.entries()) {
    const segment = catalogue.addSegment(index.head);
    const part = parts[number];
    if (part !== undefined) catalogue.addItems(segment, part, isWhole ? 'all' : 'known');
    if (index.itemParts > 1) isWhole = false;
  }
  if (isWhole) return { catalogue, prompts: catalogue.promptCount, isWhole };
  // Nothing comes before the first segment that it could add to.
  const later = await Promise.all(
    indexes
      .filter(({ itemParts }, number) => number > 0 && itemParts > 1)
      .map((index) => index.readLaterPrompts()),
  );
  return { catalogue, prompts: countFinished(catalogue, later), isWhole };
}

/** Reads all indexes, part after part; between two parts the page goes on with what it has to do. */
export async function loadWhole(indexes: readonly IndexFile[], isShown: IsShown): Promise<Catalogue> {
  const catalogue = new Catalogue(
    {
      prompts: indexes.reduce((sum, { head }) => sum + head.counts.prompts, 0),
      responses: indexes.reduce((sum, { head }) => sum + head.counts.responses, 0),
    },
    isShown,
  );
  for (const index of indexes) await addSegment(catalogue, index);
  return catalogue;
}

/** Adds the next segment to a catalogue of all segments before it. */
export async function addSegment(catalogue: Catalogue, index: IndexFile): Promise<void> {
  const segment = catalogue.addSegment(index.head);
  let reading = index.itemParts === 0 ? undefined : index.readItems(0);
  for (let number = 1; reading !== undefined; number += 1) {
    const part = await reading;
    // The next part is on its way while this one is taken in.
    reading = number < index.itemParts ? index.readItems(number) : undefined;
    catalogue.addItems(segment, part);
    await nextTask();
  }
}

/** How many prompts come before the first one whose id begins with a word of these lists, which rise. */
function countFinished(catalogue: Catalogue, later: readonly Uint32Array[]): number {
  const scratch = new Uint32Array(ID_WORDS);
  for (let prompt = 0; prompt < catalogue.promptCount; prompt += 1) {
    // What is no 32 hex digits begins with this word in the lists.
    const word = writeId(catalogue.promptId(prompt), scratch, 0) ? (scratch[0] ?? 0) : 0xffffffff;
    if (later.some((words) => includes(words, word))) return prompt;
  }
  return catalogue.promptCount;
}

/** Whether a rising list holds a word: by halving. */
function includes(words: Uint32Array, wanted: number): boolean {
  let from = 0;
  let end = words.length;
  while (from < end) {
    const middle = (from + end) >>> 1;
    if ((words[middle] ?? 0) < wanted) from = middle + 1;
    else end = middle;
  }
  return words[from] === wanted;
}
