import { IdList } from '../base/id-list.ts';
import { ID_WORDS } from '../base/id-words.ts';
import { WordList } from '../base/word-list.ts';
import type { PromptId, ResponseId, SourceId } from '../domain/ids.ts';
import type { Origin } from '../domain/response.ts';
import { OriginTable } from './origin-table.ts';
import { type ItemPart, type LinePlace, PLACE_WORDS, readPlace, type SegmentHead } from './segment-index.ts';

/** Where a line is: in which segment, by number, and where in it. */
export interface RecordPlace extends LinePlace {
  readonly segment: number;
}

interface SegmentNumbers {
  /** By the segment's own numbers. */
  readonly origins: readonly number[];
  readonly sources: readonly number[];
}

/** No response: the end of a prompt's chain. */
const NONE = 0;

/**
 * What all segments of a project hold, by number and by id, in flat memory: about 60 bytes a response and no object for
 * any of them.
 *
 * Prompts are numbered in the order of their first mention and responses in the order in which they came; the first
 * record of an id counts. A response can be seen when at least one of the sources it came from is shown, or when it
 * came from none; a prompt when its text is here and one of its responses can be seen.
 */
export class Catalogue {
  readonly #prompts: IdList;
  readonly #promptTurns: WordList;
  readonly #promptSegments: WordList;
  readonly #promptPlaces: WordList;
  /** The first and the last response of each prompt, plus one. */
  readonly #firstResponses: WordList;
  readonly #lastResponses: WordList;
  readonly #responses: IdList;
  readonly #responsePrompts: WordList;
  readonly #responseOrigins: WordList;
  readonly #responseSources: WordList;
  readonly #responseSegments: WordList;
  readonly #responsePlaces: WordList;
  /** The next response of the same prompt, plus one. */
  readonly #nextResponses: WordList;
  /** Further sources of responses that came more than once. */
  readonly #furtherSources = new Map<number, number[]>();
  readonly #origins = new OriginTable();
  readonly #sources = new Map<SourceId, number>();
  readonly #segments: SegmentNumbers[] = [];
  #isShown: (source: SourceId) => boolean;
  #visible: Uint8Array | undefined;

  /**
   * @param expected how much will be added, if known: growing later is a pause
   * @param isShown whether what came from a source is part of the project
   */
  constructor(
    expected: { readonly prompts: number; readonly responses: number },
    isShown: (source: SourceId) => boolean,
  ) {
    const { prompts, responses } = expected;
    this.#isShown = isShown;
    this.#prompts = new IdList(prompts);
    this.#promptTurns = new WordList(prompts);
    this.#promptSegments = new WordList(prompts);
    this.#promptPlaces = new WordList(prompts * PLACE_WORDS);
    this.#firstResponses = new WordList(prompts);
    this.#lastResponses = new WordList(prompts);
    this.#responses = new IdList(responses);
    this.#responsePrompts = new WordList(responses);
    this.#responseOrigins = new WordList(responses);
    this.#responseSources = new WordList(responses);
    this.#responseSegments = new WordList(responses);
    this.#responsePlaces = new WordList(responses * PLACE_WORDS);
    this.#nextResponses = new WordList(responses);
  }

  get promptCount(): number {
    return this.#prompts.size;
  }

  get responseCount(): number {
    return this.#responses.size;
  }

  /** Who wrote responses, by number. */
  get origins(): readonly Origin[] {
    return this.#origins.list;
  }

  /** Begins the next segment in the order of the manifest, and answers its number. */
  addSegment({ origins, sources }: Pick<SegmentHead, 'origins' | 'sources'>): number {
    this.#segments.push({
      origins: origins.map((origin) => this.#origins.number(origin)),
      sources: [0, ...sources.map((source) => this.#numberSource(source))],
    });
    return this.#segments.length - 1;
  }

  /**
   * Adds a part of a segment.
   *
   * @param scope `known` leaves out prompts that are not here yet, with their responses
   */
  addItems(segment: number, part: ItemPart, scope: 'all' | 'known' = 'all'): void {
    this.#visible = undefined;
    let response = 0;
    for (let prompt = 0; prompt < part.prompts; prompt += 1) {
      const end = part.responseEnds[prompt] ?? 0;
      const isWanted =
        scope === 'all' ||
        this.#prompts.findWords(part.promptIds, prompt * ID_WORDS, part.otherIds) !== undefined;
      if (isWanted) {
        const number = this.#addPrompt(segment, part, prompt);
        for (; response < end; response += 1) this.#addResponse(segment, part, response, number);
      }
      response = end;
    }
  }

  /** Shows other sources than before. */
  show(isShown: (source: SourceId) => boolean): void {
    this.#isShown = isShown;
    this.#visible = undefined;
  }

  findPrompt(id: PromptId): number | undefined {
    return this.#prompts.find(id);
  }

  promptId(prompt: number): PromptId {
    // Only ids of prompts are in the list.
    return this.#prompts.at(prompt) as PromptId;
  }

  /** How many answers a response to the prompt holds; 0 when the prompt itself is missing. */
  turns(prompt: number): number {
    return this.#promptTurns.at(prompt);
  }

  promptPlace(prompt: number): RecordPlace {
    return { segment: this.#promptSegments.at(prompt), ...readPlace(this.#promptPlaces.memory, prompt) };
  }

  /** The responses of a prompt that can be seen, in the order in which they came. */
  responsesOf(prompt: number): number[] {
    const visible = this.visible();
    const responses: number[] = [];
    for (let next = this.#firstResponses.at(prompt); next !== NONE; next = this.#nextResponses.at(next - 1)) {
      if (visible[next - 1] === 1) responses.push(next - 1);
    }
    return responses;
  }

  findResponse(id: ResponseId): number | undefined {
    return this.#responses.find(id);
  }

  responseId(response: number): ResponseId {
    // Only ids of responses are in the list.
    return this.#responses.at(response) as ResponseId;
  }

  origin(response: number): Origin {
    // Every response has its origin's number.
    return this.#origins.list[this.#responseOrigins.at(response)] as Origin;
  }

  promptOf(response: number): number {
    return this.#responsePrompts.at(response);
  }

  responsePlace(response: number): RecordPlace {
    return {
      segment: this.#responseSegments.at(response),
      ...readPlace(this.#responsePlaces.memory, response),
    };
  }

  /** Whether a response came from this source and from no other. */
  isOnlyFrom(response: number, source: SourceId): boolean {
    const number = this.#sources.get(source);
    return (
      this.#responseSources.at(response) === number &&
      (this.#furtherSources.get(response) ?? []).every((further) => further === number)
    );
  }

  /** For each response, 1 when it can be seen. Valid until something is added or other sources are shown. */
  visible(): Uint8Array {
    this.#visible ??= this.#findVisible();
    return this.#visible;
  }

  /** The columns of the responses, for counting: origin and prompt by number, and whether it can be seen. */
  columns(): { readonly origins: Uint32Array; readonly prompts: Uint32Array; readonly visible: Uint8Array } {
    return {
      origins: this.#responseOrigins.view(),
      prompts: this.#responsePrompts.view(),
      visible: this.visible(),
    };
  }

  #addPrompt(segment: number, part: ItemPart, prompt: number): number {
    const number = this.#prompts.addWords(part.promptIds, prompt * ID_WORDS, part.otherIds);
    if (number === this.#promptTurns.length) {
      this.#promptTurns.push(0);
      this.#promptSegments.push(0);
      this.#promptPlaces.append(noPlace);
      this.#firstResponses.push(NONE);
      this.#lastResponses.push(NONE);
    }
    const turns = part.promptTurns[prompt] ?? 0;
    if (turns > 0 && this.#promptTurns.at(number) === 0) {
      this.#promptTurns.set(number, turns);
      this.#promptSegments.set(number, segment);
      for (let word = 0; word < PLACE_WORDS; word += 1) {
        this.#promptPlaces.set(
          number * PLACE_WORDS + word,
          part.promptPlaces[prompt * PLACE_WORDS + word] ?? 0,
        );
      }
    }
    return number;
  }

  #addResponse(segment: number, part: ItemPart, response: number, prompt: number): void {
    const source = this.#segments[segment]?.sources[part.responseSources[response] ?? 0] ?? 0;
    const number = this.#responses.addWords(part.responseIds, response * ID_WORDS, part.otherIds);
    if (number < this.#responsePrompts.length) {
      this.#furtherSources.set(number, [...(this.#furtherSources.get(number) ?? []), source]);
      return;
    }
    this.#responsePrompts.push(prompt);
    this.#responseOrigins.push(this.#segments[segment]?.origins[part.responseOrigins[response] ?? 0] ?? 0);
    this.#responseSources.push(source);
    this.#responseSegments.push(segment);
    for (let word = 0; word < PLACE_WORDS; word += 1) {
      this.#responsePlaces.push(part.responsePlaces[response * PLACE_WORDS + word] ?? 0);
    }
    this.#nextResponses.push(NONE);
    const last = this.#lastResponses.at(prompt);
    if (last === NONE) this.#firstResponses.set(prompt, number + 1);
    else this.#nextResponses.set(last - 1, number + 1);
    this.#lastResponses.set(prompt, number + 1);
  }

  /** From 1; 0 stands for no source. */
  #numberSource(source: SourceId): number {
    const known = this.#sources.get(source);
    if (known !== undefined) return known;
    this.#sources.set(source, this.#sources.size + 1);
    return this.#sources.size;
  }

  #findVisible(): Uint8Array {
    const shown = Uint8Array.from([1, ...[...this.#sources.keys()].map((id) => (this.#isShown(id) ? 1 : 0))]);
    const sources = this.#responseSources.view();
    const visible = new Uint8Array(sources.length);
    for (let response = 0; response < sources.length; response += 1) {
      visible[response] = shown[sources[response] ?? 0] ?? 0;
    }
    for (const [response, further] of this.#furtherSources) {
      if (further.some((source) => shown[source] === 1)) visible[response] = 1;
    }
    return visible;
  }
}

const noPlace = new Uint32Array(PLACE_WORDS);
