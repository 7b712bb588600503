import { type PromptId, toComparableText } from '../../domain/ids.ts';
import type { Response } from '../../domain/response.ts';
import { computeSimilarity } from './similarity.ts';

/** Above this, two responses are nearly the same. */
const NEARLY_THE_SAME = 0.95;
/** Shorter texts are the same or they are not: a single other word makes them unlike. */
const SHORTEST_SIMILAR = 64;
/** How many earlier responses of its prompt a response is compared with. */
const MOST_COMPARED = 64;
/** What is remembered in all: units of text, with a bit for each response itself. */
const MOST_UNITS = 16 * 2 ** 20;
const UNITS_OF_A_RESPONSE = 64;

/** How many places of a text are looked for in the other one before all of it is compared, and how long they are. */
const SAMPLES = 24;
const SAMPLE_LENGTH = 8;
/** A text that is 0.95 alike misses one of them on average; one in two thousand such texts misses more than this. */
const MOST_MISSED = 5;

interface RememberedResponse {
  readonly text: string;
  readonly model: string | null;
}

/** An earlier response to the same prompt that says the same, or nearly. */
export interface Twin {
  readonly is: 'equal' | 'similar';
  readonly model: string | null;
}

/**
 * Finds responses of one prompt that are the same text, or nearly (similarity above 0.95).
 *
 * Remembers the last 12 to 16 million units of text (32 MB at most) by prompt: the responses of a row and of its neighbours,
 * and those of other files of a few thousand rows, as they come from one file per model. Of what came before, and of
 * what the project had, it knows nothing. Texts are compared as `toComparableText` has them, once their lengths are
 * within 5 % of each other.
 */
export class RecentResponses {
  readonly #byPrompt = new Map<PromptId, RememberedResponse[]>();
  #units = 0;

  /** Compares a response with the earlier ones of its prompt and remembers it. */
  add({ promptId, turns, origin }: Response): Twin | undefined {
    const response = { text: toText(turns), model: origin.model };
    const earlier = this.#byPrompt.get(promptId);
    const twin = earlier === undefined ? undefined : findTwin(response, earlier);
    if (earlier === undefined) this.#byPrompt.set(promptId, [response]);
    else earlier.push(response);
    this.#units += countUnits(response);
    if (this.#units > MOST_UNITS) this.#forget();
    return twin;
  }

  /** Forgets the oldest quarter: a few at a time would mean to look for the oldest at every response. */
  #forget(): void {
    for (const [promptId, responses] of this.#byPrompt) {
      if (this.#units <= MOST_UNITS * 0.75) return;
      for (const response of responses) this.#units -= countUnits(response);
      this.#byPrompt.delete(promptId);
    }
  }
}

function countUnits({ text }: RememberedResponse): number {
  return text.length + UNITS_OF_A_RESPONSE;
}

function toText(turns: readonly string[]): string {
  const text = turns.length === 1 ? (turns[0] ?? '') : turns.join('\n\n');
  // What else `toComparableText` does hardly changes the length, and waits until there is something to compare with.
  return text.includes('\r') ? toComparableText(text) : text.trim();
}

function findTwin(response: RememberedResponse, earlier: readonly RememberedResponse[]): Twin | undefined {
  let similar: Twin | undefined;
  for (const { text, model } of earlier.slice(-MOST_COMPARED)) {
    if (!haveSimilarLength(text, response.text)) continue;
    const [left, right] = [toComparableText(text), toComparableText(response.text)];
    if (left === right) return { is: 'equal', model };
    if (similar === undefined && areSimilar(left, right)) similar = { is: 'similar', model };
  }
  return similar;
}

function haveSimilarLength(left: string, right: string): boolean {
  return Math.min(left.length, right.length) >= Math.max(left.length, right.length) * NEARLY_THE_SAME;
}

function areSimilar(left: string, right: string): boolean {
  if (Math.min(left.length, right.length) < SHORTEST_SIMILAR) return false;
  return sharesSamples(left, right) && computeSimilarity(left, right) > NEARLY_THE_SAME;
}

/** Whether most of a few pieces of one text stand in the other: cheap, and false for nearly all that are not alike. */
function sharesSamples(left: string, right: string): boolean {
  const step = (left.length - SAMPLE_LENGTH) / (SAMPLES - 1);
  let missed = 0;
  for (let sample = 0; sample < SAMPLES; sample += 1) {
    const at = Math.floor(sample * step);
    if (right.includes(left.slice(at, at + SAMPLE_LENGTH))) continue;
    missed += 1;
    if (missed > MOST_MISSED) return false;
  }
  return true;
}
