import type { RaterId, SourceId } from '../domain/ids.ts';
import type { Origin } from '../domain/response.ts';

/**
 * Where everything is in one segment, column by column: made while the segment is written, kept beside it
 * (`segments/<sha256>.idx`), and made again from it when it is missing or damaged.
 *
 * Texts are not in it. Prompts stand in the order in which the segment first names them, each with all of its
 * responses in this segment; a prompt that only responses name stands in an earlier segment.
 */
export interface SegmentIndex {
  readonly head: SegmentHead;
  /**
   * The first words of the ids of the prompts that are not in the first part, in rising order: who has read only the
   * first part sees by them which prompts of earlier segments may get further responses later in this one.
   */
  readonly laterPrompts: Uint32Array;
  /** In order; the first is small, so that a project can be opened with it alone. */
  readonly items: readonly ItemPart[];
  readonly judgments: readonly JudgmentPart[];
  readonly questions: Questions;
}

export interface SegmentHead {
  /** Bytes of the segment. */
  readonly bytes: number;
  /** CRC-32 over the CRC-32s of all lines: who reads the whole segment sees by it that every line is as it was. */
  readonly linesCrc: number;
  readonly counts: { readonly prompts: number; readonly responses: number; readonly judgments: number };
  /** Numbered from 0. */
  readonly origins: readonly Origin[];
  /** Numbered from 1; 0 stands for no source. */
  readonly sources: readonly SourceId[];
  /** The greatest sequence number of each rater whose judgments it holds. */
  readonly lastSeqs: readonly (readonly [RaterId, number])[];
}

/** Words of a place: offset in bytes (low word, high word), length in bytes without the line end, CRC-32. */
export const PLACE_WORDS = 4;

/** A run of prompts with their responses; the columns of one kind have an entry for each. */
export interface ItemPart {
  readonly prompts: number;
  readonly responses: number;
  /** Ids take four words each, see `writeId`. */
  readonly promptIds: Uint32Array;
  /** All zero for a prompt of an earlier segment, as is its number of turns. */
  readonly promptPlaces: Uint32Array;
  readonly promptTurns: Uint32Array;
  /** Where the responses of each prompt end among those of this part. */
  readonly responseEnds: Uint32Array;
  readonly responseIds: Uint32Array;
  readonly responsePlaces: Uint32Array;
  readonly responseOrigins: Uint32Array;
  readonly responseSources: Uint32Array;
  /** Ids that are no 32 hex digits. */
  readonly otherIds: readonly string[];
  /** All columns one after the other, as they are kept. */
  readonly words: Uint32Array<ArrayBuffer>;
}

export interface JudgmentPart {
  readonly judgments: number;
  readonly ids: Uint32Array;
  readonly places: Uint32Array;
  readonly otherIds: readonly string[];
  readonly words: Uint32Array<ArrayBuffer>;
}

/** What further files refer to: the `question_id` of prompts, and responses that are no first answer; both rising. */
export interface Questions {
  /** Prompt (counted over all parts) and the question id that it came with. */
  readonly promptQuestions: readonly (readonly [number, string])[];
  /** Responses (counted over all parts) that are further choices of their model. */
  readonly furtherChoices: readonly number[];
}

/** Where one line is in its segment. */
export interface LinePlace {
  readonly offset: number;
  readonly length: number;
  readonly crc: number;
}

/** Words of one prompt and of one response in an `ItemPart`, and of one judgment. */
const PROMPT_ROW = 10;
const RESPONSE_ROW = 10;
const JUDGMENT_ROW = 8;

export function createItemPart(
  prompts: number,
  responses: number,
  otherIds: readonly string[],
  words = new Uint32Array(toItemWords(prompts, responses)),
): ItemPart {
  const take = createTaker(words);
  return {
    prompts,
    responses,
    promptIds: take(prompts * 4),
    promptPlaces: take(prompts * PLACE_WORDS),
    promptTurns: take(prompts),
    responseEnds: take(prompts),
    responseIds: take(responses * 4),
    responsePlaces: take(responses * PLACE_WORDS),
    responseOrigins: take(responses),
    responseSources: take(responses),
    otherIds,
    words,
  };
}

export function createJudgmentPart(
  judgments: number,
  otherIds: readonly string[],
  words = new Uint32Array(toJudgmentWords(judgments)),
): JudgmentPart {
  const take = createTaker(words);
  return { judgments, ids: take(judgments * 4), places: take(judgments * PLACE_WORDS), otherIds, words };
}

export function toItemWords(prompts: number, responses: number): number {
  return prompts * PROMPT_ROW + responses * RESPONSE_ROW;
}

export function toJudgmentWords(judgments: number): number {
  return judgments * JUDGMENT_ROW;
}

/** Offsets beyond 4 GB need the second word. */
export function writePlace(place: LinePlace, target: Uint32Array, at: number): void {
  target[at] = place.offset;
  target[at + 1] = Math.floor(place.offset / 2 ** 32);
  target[at + 2] = place.length;
  target[at + 3] = place.crc;
}

/** @param places four words each: a column of a part, or a list of its own */
export function readPlace(places: Uint32Array, number: number): LinePlace {
  const at = number * PLACE_WORDS;
  return {
    offset: (places[at] ?? 0) + (places[at + 1] ?? 0) * 2 ** 32,
    length: places[at + 2] ?? 0,
    crc: places[at + 3] ?? 0,
  };
}

function createTaker(words: Uint32Array): (length: number) => Uint32Array {
  let start = 0;
  return (length) => {
    start += length;
    return words.subarray(start - length, start);
  };
}
