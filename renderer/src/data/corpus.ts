import type { PromptId, ResponseId } from '../../../shared/domain/ids.ts';
import { itemRecordSchema } from '../../../shared/domain/item-record.ts';
import type { Prompt } from '../../../shared/domain/prompt.ts';
import type { Origin, Response } from '../../../shared/domain/response.ts';
import type { PromptOutline } from '../../../shared/review/queue.ts';
import type { LinePlace, SegmentColumns } from './segment-columns.ts';

interface ResponseEntry {
  readonly id: ResponseId;
  readonly promptId: PromptId;
  readonly origin: Origin;
  readonly place: LinePlace;
}

interface PromptEntry {
  readonly promptId: PromptId;
  turns: number;
  place: LinePlace | undefined;
  readonly responses: ResponseEntry[];
}

/** A prompt with its responses, texts included. */
export interface Item {
  readonly prompt: Prompt;
  readonly responses: ReadonlyMap<ResponseId, Response>;
}

/** Gives the bytes of one block. */
export type ReadBlock = (segment: string, block: number) => Promise<Uint8Array>;

const KEPT_BLOCKS = 64;

/**
 * What was imported, by id: outlines in memory, texts on demand from the blocks.
 *
 * Prompts keep the order of their first import. Blocks that were read last are kept, since neighbours in the queue are
 * neighbours on the disk.
 */
export class Corpus {
  readonly #prompts = new Map<PromptId, PromptEntry>();
  readonly #responses = new Map<ResponseId, ResponseEntry>();
  readonly #blocks = new Map<string, Promise<Uint8Array>>();
  readonly #readBlock: ReadBlock;
  readonly #decoder = new TextDecoder();

  constructor(readBlock: ReadBlock, columns: Iterable<SegmentColumns> = []) {
    this.#readBlock = readBlock;
    for (const segment of columns) this.add(segment);
  }

  /** Adds what a segment brings; a record that is there already stays as it is. */
  add(columns: SegmentColumns): void {
    const prompts = splitIds<PromptId>(columns.promptIds).map((promptId, number) =>
      this.#addPrompt(promptId, number, columns),
    );
    splitIds<ResponseId>(columns.responseIds).forEach((id, number) => {
      if (this.#responses.has(id)) return;
      // Columns are written together (`SegmentReader`), so every number has its row.
      const prompt = prompts[columns.responsePrompts[number] as number] as PromptEntry;
      const origin = columns.origins[columns.responseOrigins[number] as number] as Origin;
      const place = toPlace(columns.segment, columns.responsePlaces, number);
      const entry = { id, promptId: prompt.promptId, origin, place };
      this.#responses.set(id, entry);
      prompt.responses.push(entry);
    });
  }

  get promptCount(): number {
    return this.#prompts.size;
  }

  get responseCount(): number {
    return this.#responses.size;
  }

  /** Prompts that can be judged, in import order: those whose text is here and that have a response. */
  outlines(): PromptOutline[] {
    return [...this.#prompts.values()].filter((prompt) => prompt.place && prompt.responses.length > 0);
  }

  hasPrompt(id: PromptId): boolean {
    return this.#prompts.get(id)?.place !== undefined;
  }

  /** Who wrote a response, without reading its text. */
  response(id: ResponseId): Pick<ResponseEntry, 'id' | 'promptId' | 'origin'> | undefined {
    return this.#responses.get(id);
  }

  /** Who wrote each response. */
  origins(): { readonly id: ResponseId; readonly origin: Origin }[] {
    return [...this.#responses.values()].map(({ id, origin }) => ({ id, origin }));
  }

  /** Reads a prompt and all its responses. Rejects when a block cannot be read or is not what the columns say. */
  async read(promptId: PromptId): Promise<Item> {
    const entry = this.#prompts.get(promptId);
    if (!entry?.place) throw new Error(`No prompt ${promptId}`);
    const [promptRecord, ...responseRecords] = await Promise.all([
      this.#readLine(entry.place),
      ...entry.responses.map(({ place }) => this.#readLine(place)),
    ]);
    if (!('prompt' in promptRecord)) throw new Error(`Not a prompt where ${promptId} should be`);
    const responses = new Map<ResponseId, Response>();
    for (const record of responseRecords) {
      if (!('response' in record)) throw new Error(`Not a response where one of ${promptId} should be`);
      responses.set(record.response.id, record.response);
    }
    return { prompt: promptRecord.prompt, responses };
  }

  #addPrompt(promptId: PromptId, number: number, columns: SegmentColumns): PromptEntry {
    let entry = this.#prompts.get(promptId);
    if (!entry) {
      entry = { promptId, turns: 0, place: undefined, responses: [] };
      this.#prompts.set(promptId, entry);
    }
    const turns = columns.promptTurns[number] ?? 0;
    if (!entry.place && turns > 0) {
      entry.turns = turns;
      entry.place = toPlace(columns.segment, columns.promptPlaces, number);
    }
    return entry;
  }

  async #readLine(place: LinePlace) {
    const bytes = await this.#block(place.segment, place.block);
    const text = this.#decoder.decode(bytes.subarray(place.offset, place.offset + place.length));
    return itemRecordSchema.parse(JSON.parse(text));
  }

  #block(segment: string, block: number): Promise<Uint8Array> {
    const key = `${segment}:${block}`;
    const known = this.#blocks.get(key);
    if (known) {
      // Least recently used goes first: a `Map` keeps insertion order.
      this.#blocks.delete(key);
      this.#blocks.set(key, known);
      return known;
    }
    const reading = this.#readBlock(segment, block);
    this.#blocks.set(key, reading);
    // A failed read must not stay in the cache; the caller sees the failure itself.
    reading.catch(() => this.#blocks.delete(key));
    if (this.#blocks.size > KEPT_BLOCKS) {
      const [oldest] = this.#blocks.keys();
      if (oldest !== undefined) this.#blocks.delete(oldest);
    }
    return reading;
  }
}

function splitIds<Id extends string>(joined: string): Id[] {
  // Ids were checked against their schema when the segment was read.
  return joined === '' ? [] : (joined.split('\n') as Id[]);
}

function toPlace(segment: string, places: Uint32Array, number: number): LinePlace {
  const [block = 0, offset = 0, length = 0] = places.subarray(number * 3, number * 3 + 3);
  return { segment, block, offset, length };
}
