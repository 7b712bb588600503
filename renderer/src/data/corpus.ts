import type { PromptId, ResponseId, SourceId } from '../../../shared/domain/ids.ts';
import type { ItemRecord } from '../../../shared/domain/item-record.ts';
import { type Judgment, responsesOf } from '../../../shared/domain/judgment.ts';
import type { Prompt } from '../../../shared/domain/prompt.ts';
import type { Origin, Response } from '../../../shared/domain/response.ts';
import type { PromptOutline, PromptSource } from '../../../shared/review/queue.ts';
import type { Catalogue, RecordPlace } from '../../../shared/segment/catalogue.ts';
import {
  addSegment,
  type CatalogueBeginning,
  type IsShown,
  loadBeginning,
  loadWhole,
} from './load-catalogue.ts';
import type { IndexFile } from './index-file.ts';
import type { SegmentTexts } from './segment-texts.ts';

/** A prompt with its responses, texts included. */
export interface Item {
  readonly prompt: Prompt;
  readonly responses: ReadonlyMap<ResponseId, Response>;
}

/**
 * What was imported: what there is in flat memory, texts from the segments when they are asked for.
 *
 * Prompts keep the order of their first import. A large project is here with its first prompts at once, which keep
 * their numbers, and with the rest a little later (`whenComplete`).
 */
export class Corpus implements PromptSource {
  readonly #texts: SegmentTexts;
  readonly #indexes: IndexFile[];
  #catalogue: Catalogue;
  #promptCount: number;
  #isComplete: boolean;
  /** Settles when everything is here; rejects when an index can neither be read nor be made anew. */
  readonly whenComplete: Promise<void>;

  private constructor(
    texts: SegmentTexts,
    indexes: readonly IndexFile[],
    beginning: CatalogueBeginning,
    isShown: IsShown,
  ) {
    this.#texts = texts;
    this.#indexes = [...indexes];
    this.#catalogue = beginning.catalogue;
    this.#promptCount = beginning.prompts;
    this.#isComplete = beginning.isWhole;
    this.whenComplete = beginning.isWhole ? Promise.resolve() : this.#complete(isShown);
    // Whoever waits for it hears of a failure; nobody may be waiting yet.
    this.whenComplete.catch(() => undefined);
  }

  /** @param indexes of all segments, in the order of the manifest */
  static async open(texts: SegmentTexts, indexes: readonly IndexFile[], isShown: IsShown): Promise<Corpus> {
    return new Corpus(texts, indexes, await loadBeginning(indexes, isShown), isShown);
  }

  /** Prompts that are here so far. */
  get promptCount(): number {
    return this.#promptCount;
  }

  get isComplete(): boolean {
    return this.#isComplete;
  }

  /** How many prompts there will be, as the indexes say. */
  get expectedPrompts(): number {
    return this.#indexes.reduce((sum, { head }) => sum + head.counts.prompts, 0);
  }

  /** The segments that it is read from, in order, with the checksum of their lines. */
  get segments(): readonly { readonly sha256: string; readonly bytes: number; readonly linesCrc: number }[] {
    return this.#indexes.map(({ sha256, head: { bytes, linesCrc } }) => ({ sha256, bytes, linesCrc }));
  }

  /** What is in it; for counting and filtering. */
  get catalogue(): Catalogue {
    return this.#catalogue;
  }

  promptId(prompt: number): PromptId {
    return this.#catalogue.promptId(prompt);
  }

  find(id: PromptId): number | undefined {
    const prompt = this.#catalogue.findPrompt(id);
    return prompt === undefined || prompt >= this.#promptCount ? undefined : prompt;
  }

  /** A prompt whose text is here and of which responses can be seen. */
  outline(prompt: number): PromptOutline | undefined {
    const catalogue = this.#catalogue;
    const turns = catalogue.turns(prompt);
    if (turns === 0) return undefined;
    const responses = catalogue.responsesOf(prompt);
    if (responses.length === 0) return undefined;
    return {
      promptId: catalogue.promptId(prompt),
      turns,
      responses: responses.map((response) => ({
        id: catalogue.responseId(response),
        origin: catalogue.origin(response),
      })),
    };
  }

  /** Who wrote a response, without reading its text. */
  originOf(id: ResponseId): Origin | undefined {
    const response = this.#catalogue.findResponse(id);
    return response === undefined ? undefined : this.#catalogue.origin(response);
  }

  /** Whether a judgment is on a response that came from this source and from no other. */
  isOnlyFrom(judgment: Judgment, source: SourceId): boolean {
    return responsesOf(judgment).some((id) => {
      const response = this.#catalogue.findResponse(id);
      return response !== undefined && this.#catalogue.isOnlyFrom(response, source);
    });
  }

  /** Who wrote each of these responses; those that are not here are left out. */
  originsOf(ids: Iterable<ResponseId>): { readonly id: ResponseId; readonly origin: Origin }[] {
    return [...ids].flatMap((id) => {
      const origin = this.originOf(id);
      return origin === undefined ? [] : [{ id, origin }];
    });
  }

  /** The ids of what is in the segments and cannot be seen: prompts with nothing to judge, and responses. */
  listLeftOut(): string[] {
    const catalogue = this.#catalogue;
    const ids: string[] = [];
    for (let prompt = 0; prompt < catalogue.promptCount; prompt += 1) {
      if (catalogue.responsesOf(prompt).length === 0) ids.push(catalogue.promptId(prompt));
    }
    for (const [response, isVisible] of catalogue.visible().entries()) {
      if (isVisible === 0) ids.push(catalogue.responseId(response));
    }
    return ids;
  }

  /** Reads a prompt and its responses. Rejects when a line cannot be read or is not what was written there. */
  async read(promptId: PromptId): Promise<Item> {
    // Of a prompt that is not among the first ones not everything may be here.
    if (this.find(promptId) === undefined) await this.whenComplete;
    const catalogue = this.#catalogue;
    const prompt = catalogue.findPrompt(promptId);
    if (prompt === undefined || catalogue.turns(prompt) === 0) throw new Error(`No prompt ${promptId}`);
    const [promptRecord, ...responseRecords] = await Promise.all([
      this.#readRecord(catalogue.promptPlace(prompt)),
      ...catalogue.responsesOf(prompt).map((each) => this.#readRecord(catalogue.responsePlace(each))),
    ]);
    if (!('prompt' in promptRecord)) throw new Error(`Not a prompt where ${promptId} should be`);
    const responses = new Map<ResponseId, Response>();
    for (const record of responseRecords) {
      if (!('response' in record)) throw new Error(`Not a response where one of ${promptId} should be`);
      responses.set(record.response.id, record.response);
    }
    return { prompt: promptRecord.prompt, responses };
  }

  /** Adds what an import or a merge has brought. */
  async addSegment(index: IndexFile): Promise<void> {
    await this.whenComplete;
    this.#indexes.push(index);
    await addSegment(this.#catalogue, index);
    this.#promptCount = this.#catalogue.promptCount;
  }

  /** Shows what came from other sources than before. */
  async show(isShown: IsShown): Promise<void> {
    await this.whenComplete;
    this.#catalogue.show(isShown);
  }

  async #complete(isShown: IsShown): Promise<void> {
    this.#catalogue = await loadWhole(this.#indexes, isShown);
    this.#promptCount = this.#catalogue.promptCount;
    this.#isComplete = true;
  }

  #readRecord({ segment, ...place }: RecordPlace): Promise<ItemRecord> {
    return this.#texts.read(this.#indexes[segment]?.sha256 ?? '', place);
  }
}
