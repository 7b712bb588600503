import { IdList } from '../base/id-list.ts';
import { ID_WORDS, isOther, readId, writeId, writeOther } from '../base/id-words.ts';
import { WordList } from '../base/word-list.ts';
import type { RaterId, SourceId } from '../domain/ids.ts';
import type { ItemRecord } from '../domain/item-record.ts';
import { countTurns, type Prompt } from '../domain/prompt.ts';
import type { Response } from '../domain/response.ts';
import type { Judgment } from '../domain/judgment.ts';
import { LinesChecksum } from './lines-checksum.ts';
import { OriginTable } from './origin-table.ts';
import { CHOICE, QUESTION_ID } from './question-fields.ts';
import {
  createItemPart,
  createJudgmentPart,
  type ItemPart,
  type JudgmentPart,
  type LinePlace,
  PLACE_WORDS,
  type SegmentHead,
  type SegmentIndex,
  writePlace,
} from './segment-index.ts';

/** Prompts and responses of the first part: enough to begin with, little to read. */
const FIRST_ROWS = 6_000;
/** Rows of every further part: with 40 bytes each, about half a megabyte, taken in within one frame. */
const FURTHER_ROWS = 12_000;

/** Builds the index of a segment while its lines are written or read: about a microsecond a record, 40 bytes each. */
export class SegmentIndexBuilder {
  readonly #prompts = new IdList();
  readonly #promptPlaces = new WordList();
  readonly #promptTurns = new WordList();
  readonly #promptQuestions: [number, string][] = [];
  readonly #responses = new IdColumn();
  readonly #responsePlaces = new WordList();
  readonly #responsePrompts = new WordList();
  readonly #responseOrigins = new WordList();
  readonly #responseSources = new WordList();
  /** Responses in the order of their lines, as `furtherChoices` are before they are grouped. */
  readonly #choices: number[] = [];
  readonly #judgments = new IdColumn();
  readonly #judgmentPlaces = new WordList();
  readonly #lastSeqs = new Map<RaterId, number>();
  readonly #origins = new OriginTable();
  readonly #sources: SourceId[] = [];
  readonly #checksum = new LinesChecksum();
  #bytes = 0;

  /** Takes in the next line: what it says and where it is. *place.crc* is the CRC-32 of the line without its end. */
  add(record: ItemRecord, place: LinePlace): void {
    this.#bytes = place.offset + place.length + 1;
    this.#checksum.add(place.crc);
    if ('response' in record) this.#addResponse(record.response, place);
    else if ('prompt' in record) this.#addPrompt(record.prompt, place);
    else if ('judgment' in record) this.#addJudgment(record.judgment, place);
    else if ('source' in record) this.#endSource(record.source);
  }

  /** @param rows how many the first part and every further part may have; a prompt is never cut */
  finish(rows = { first: FIRST_ROWS, further: FURTHER_ROWS }): SegmentIndex {
    const { starts, order } = this.#groupByPrompt();
    const items = this.#layOutItems(starts, order, rows);
    const head: SegmentHead = {
      bytes: this.#bytes,
      linesCrc: this.#checksum.value,
      counts: {
        // Prompts that only responses name belong to an earlier segment.
        prompts: countAbove(this.#promptTurns.view(), 0),
        responses: this.#responses.size,
        judgments: this.#judgments.size,
      },
      origins: this.#origins.list,
      sources: this.#sources,
      lastSeqs: [...this.#lastSeqs],
    };
    const newNumbers = invert(order);
    return {
      head,
      laterPrompts: findLaterPrompts(items),
      items,
      judgments: this.#layOutJudgments(rows.further),
      questions: {
        promptQuestions: this.#promptQuestions.toSorted(([left], [right]) => left - right),
        // The choices are numbers of responses.
        furtherChoices: this.#choices.map((choice) => newNumbers[choice] ?? 0).toSorted((a, b) => a - b),
      },
    };
  }

  #addPrompt(prompt: Prompt, place: LinePlace): void {
    const number = this.#numberPrompt(prompt.id);
    if (this.#promptTurns.at(number) !== 0) return;
    this.#promptTurns.set(number, countTurns(prompt));
    writePlace(place, this.#promptPlaces.memory, number * PLACE_WORDS);
    const { metadata } = prompt;
    const questionId = Object.hasOwn(metadata, QUESTION_ID) ? metadata[QUESTION_ID] : undefined;
    if (questionId !== undefined) this.#promptQuestions.push([number, questionId]);
  }

  #numberPrompt(id: string): number {
    const number = this.#prompts.add(id);
    if (number === this.#promptTurns.length) {
      this.#promptTurns.push(0);
      this.#promptPlaces.append(noPlace);
    }
    return number;
  }

  #addResponse({ id, promptId, origin, metadata }: Response, place: LinePlace): void {
    if (Object.hasOwn(metadata, CHOICE)) this.#choices.push(this.#responses.size);
    this.#responses.push(id);
    pushPlace(place, this.#responsePlaces);
    this.#responsePrompts.push(this.#numberPrompt(promptId));
    this.#responseOrigins.push(this.#origins.number(origin));
  }

  #addJudgment({ id, raterId, seq }: Judgment, place: LinePlace): void {
    this.#judgments.push(id);
    pushPlace(place, this.#judgmentPlaces);
    this.#lastSeqs.set(raterId, Math.max(seq, this.#lastSeqs.get(raterId) ?? 0));
  }

  /** Everything since the last such line came from this source. */
  #endSource(source: SourceId): void {
    this.#sources.push(source);
    while (this.#responseSources.length < this.#responses.size) {
      this.#responseSources.push(this.#sources.length);
    }
  }

  /** Responses by prompt, keeping their order: where each prompt's begin, and which response stands at each place. */
  #groupByPrompt(): { readonly starts: Uint32Array; readonly order: Uint32Array } {
    const prompts = this.#responsePrompts.view();
    const starts = new Uint32Array(this.#prompts.size + 1);
    for (const prompt of prompts) starts[prompt + 1] = (starts[prompt + 1] ?? 0) + 1;
    for (let prompt = 0; prompt < this.#prompts.size; prompt += 1) {
      starts[prompt + 1] = (starts[prompt + 1] ?? 0) + (starts[prompt] ?? 0);
    }
    const next = starts.slice();
    const order = new Uint32Array(prompts.length);
    for (const [response, prompt] of prompts.entries()) {
      const at = next[prompt] ?? 0;
      order[at] = response;
      next[prompt] = at + 1;
    }
    return { starts, order };
  }

  #layOutItems(
    starts: Uint32Array,
    order: Uint32Array,
    rows: { readonly first: number; readonly further: number },
  ): ItemPart[] {
    const parts: ItemPart[] = [];
    for (let from = 0; from < this.#prompts.size;) {
      const limit = parts.length === 0 ? rows.first : rows.further;
      const base = starts[from] ?? 0;
      let end = from + 1;
      while (end < this.#prompts.size && end + 1 - from + (starts[end + 1] ?? 0) - base <= limit) end += 1;
      parts.push(this.#layOutPart(from, end, starts, order));
      from = end;
    }
    return parts;
  }

  #layOutPart(from: number, end: number, starts: Uint32Array, order: Uint32Array): ItemPart {
    const base = starts[from] ?? 0;
    const responses = order.subarray(base, starts[end]);
    const otherIds: string[] = [];
    const part = createItemPart(end - from, responses.length, otherIds);
    for (let prompt = from; prompt < end; prompt += 1) {
      this.#prompts.writeTo(part.promptIds, (prompt - from) * ID_WORDS, prompt, otherIds);
      part.responseEnds[prompt - from] = (starts[prompt + 1] ?? 0) - base;
    }
    part.promptPlaces.set(this.#promptPlaces.view(from * PLACE_WORDS, end * PLACE_WORDS));
    part.promptTurns.set(this.#promptTurns.view(from, end));
    for (let at = 0; at < responses.length; at += 1) {
      const response = responses[at] ?? 0;
      this.#responses.writeTo(part.responseIds, at * ID_WORDS, response, otherIds);
      for (let word = 0; word < PLACE_WORDS; word += 1) {
        part.responsePlaces[at * PLACE_WORDS + word] = this.#responsePlaces.at(response * PLACE_WORDS + word);
      }
      part.responseOrigins[at] = this.#responseOrigins.at(response);
      part.responseSources[at] = this.#responseSources.at(response);
    }
    return part;
  }

  #layOutJudgments(rows: number): JudgmentPart[] {
    const parts: JudgmentPart[] = [];
    for (let from = 0; from < this.#judgments.size; from += rows) {
      const end = Math.min(from + rows, this.#judgments.size);
      const otherIds: string[] = [];
      const part = createJudgmentPart(end - from, otherIds);
      for (let judgment = from; judgment < end; judgment += 1) {
        this.#judgments.writeTo(part.ids, (judgment - from) * ID_WORDS, judgment, otherIds);
      }
      part.places.set(this.#judgmentPlaces.view(from * PLACE_WORDS, end * PLACE_WORDS));
      parts.push(part);
    }
    return parts;
  }
}

/** Ids in flat memory that are never looked for. */
class IdColumn {
  readonly #words = new WordList();
  readonly #others: string[] = [];

  get size(): number {
    return this.#words.length / ID_WORDS;
  }

  push(id: string): void {
    if (!writeId(id, scratch, 0)) {
      writeOther(this.#others.length, scratch, 0);
      this.#others.push(id);
    }
    this.#words.append(scratch);
  }

  writeTo(target: Uint32Array, at: number, number: number, others: string[]): void {
    const from = number * ID_WORDS;
    for (let word = 0; word < ID_WORDS; word += 1) target[at + word] = this.#words.at(from + word);
    if (!isOther(target, at)) return;
    others.push(readId(target, at, this.#others));
    writeOther(others.length - 1, target, at);
  }
}

const scratch = new Uint32Array(ID_WORDS);
const noPlace = new Uint32Array(PLACE_WORDS);
const placeScratch = new Uint32Array(PLACE_WORDS);

function pushPlace(place: LinePlace, places: WordList): void {
  writePlace(place, placeScratch, 0);
  places.append(placeScratch);
}

function findLaterPrompts(items: readonly ItemPart[]): Uint32Array {
  const words = new WordList();
  for (const { prompts, promptIds } of items.slice(1)) {
    for (let prompt = 0; prompt < prompts; prompt += 1) words.push(promptIds[prompt * ID_WORDS] ?? 0);
  }
  return words.view().toSorted();
}

function invert(order: Uint32Array): Uint32Array {
  const places = new Uint32Array(order.length);
  for (const [place, number] of order.entries()) places[number] = place;
  return places;
}

function countAbove(numbers: Uint32Array, limit: number): number {
  return numbers.reduce((count, number) => (number > limit ? count + 1 : count), 0);
}
