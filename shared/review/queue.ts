import { WordList } from '../base/word-list.ts';
import type { Labelling } from '../domain/project.ts';
import type { PromptId, RaterId, ResponseId } from '../domain/ids.ts';
import { compareResponses, type Origin } from '../domain/response.ts';
import { drawInteger, drawOrder } from './draw.ts';

/** What the queue needs to know of a prompt; texts are not among it. */
export interface PromptOutline {
  readonly promptId: PromptId;
  /** How many answers a response to this prompt holds. */
  readonly turns: number;
  readonly responses: readonly { readonly id: ResponseId; readonly origin: Origin }[];
}

/** The prompts of a project, numbered in the order in which they were imported. */
export interface PromptSource {
  readonly promptCount: number;
  /** Whether no more will come at the end. */
  readonly isComplete: boolean;
  promptId(prompt: number): PromptId;
  /** `undefined` for a prompt that cannot be judged. */
  outline(prompt: number): PromptOutline | undefined;
  find(id: PromptId): number | undefined;
}

export type ItemKind = 'single' | 'pair' | 'ranking';

/** One thing to judge: a prompt with the responses that are on the screen together. */
export interface QueueItem {
  /** The same for the same prompt and responses, whatever the order: `itemKey` says how. */
  readonly key: string;
  readonly promptId: PromptId;
  readonly turn: number;
  readonly kind: ItemKind;
  /** In the order in which they are shown, left to right: drawn with the seed and balanced. */
  readonly order: readonly ResponseId[];
}

export interface QueueOptions {
  readonly labelling: Labelling;
  readonly seed: string;
  readonly raterId: RaterId;
}

/** The digits 1 to 9 name the responses of a ranking, so nine is what one screen takes. */
export const MAX_RANKED = 9;

/** Items that are kept as they were made: those on the screen stay the same objects. */
const KEPT_ITEMS = 200;

/** Names an item by what is compared, independent of sides. */
export function toItemKey(promptId: PromptId, responses: readonly ResponseId[]): string {
  return `${promptId}:${responses.toSorted().join('+')}`;
}

/**
 * A rater's queue: items in the order in which the prompts were imported.
 *
 * Sides are **balanced**: for each set of models, a permuted block design gives every position to every model equally
 * often (of two consecutive pairs of the same two models, one is shown each way round; of k consecutive rankings of the
 * same k models each model stands once in each place), and the draw within a block depends on the project's seed and
 * on the rater. The place of an item depends only on the items before it, so what is imported later changes nothing.
 *
 * For the same reason it can be made bit by bit (`extend`). It keeps 8 bytes an item; an item itself is made when it is
 * asked for, since a queue of a million of them would take half a gigabyte.
 */
export class ReviewQueue {
  readonly #source: PromptSource;
  readonly #options: QueueOptions;
  /** Where the items of each prompt begin, and after the last prompt, where the next ones would. */
  readonly #starts = new WordList();
  readonly #prompts = new WordList();
  /** How many like items came before each. */
  readonly #occurrences = new WordList();
  readonly #groups = new Map<string, number>();
  readonly #items = new Map<number, QueueItem>();

  constructor(source: PromptSource, options: QueueOptions) {
    this.#source = source;
    this.#options = options;
    this.#starts.push(0);
  }

  /** How many items there are so far. */
  get length(): number {
    return this.#prompts.length;
  }

  /** How many prompts have been taken in. */
  get promptCount(): number {
    return this.#starts.length - 1;
  }

  /** Whether every prompt that the source has now is in it. */
  get isCaughtUp(): boolean {
    return this.promptCount >= this.#source.promptCount;
  }

  /** Whether no further items will come. */
  get isComplete(): boolean {
    return this.#source.isComplete && this.isCaughtUp;
  }

  /** Takes in the next *prompts* prompts of the source, or as many as there are. */
  extend(prompts = Infinity): void {
    const end = Math.min(this.promptCount + prompts, this.#source.promptCount);
    for (let prompt = this.promptCount; prompt < end; prompt += 1) {
      const outline = this.#source.outline(prompt);
      for (const responses of outline === undefined ? [] : selectComparisons(outline, this.#options)) {
        const group = toGroup(responses);
        const occurrence = this.#groups.get(group) ?? 0;
        this.#groups.set(group, occurrence + 1);
        this.#prompts.push(prompt);
        this.#occurrences.push(occurrence);
      }
      this.#starts.push(this.#prompts.length);
    }
  }

  item(index: number): QueueItem | undefined {
    const known = this.#items.get(index);
    if (known !== undefined || index < 0 || index >= this.length) return known;
    const item = this.#createItem(index);
    // A `Map` keeps insertion order: the item that was made first goes first.
    const [oldest] = this.#items.keys();
    if (this.#items.size >= KEPT_ITEMS && oldest !== undefined) this.#items.delete(oldest);
    if (item !== undefined) this.#items.set(index, item);
    return item;
  }

  /** The places of a prompt's items: one after the other. */
  indexesOf(promptId: PromptId): number[] {
    const prompt = this.#source.find(promptId);
    if (prompt === undefined || prompt >= this.promptCount) return [];
    const start = this.#starts.at(prompt);
    return Array.from({ length: this.#starts.at(prompt + 1) - start }, (_, offset) => start + offset);
  }

  /** The prompts of the items from *start* on, each once. */
  *promptsFrom(start: number): Generator<PromptId, void, undefined> {
    for (let index = start; index < this.length; index = this.#starts.at(this.#prompts.at(index) + 1)) {
      yield this.#source.promptId(this.#prompts.at(index));
    }
  }

  #createItem(index: number): QueueItem | undefined {
    const prompt = this.#prompts.at(index);
    const outline = this.#source.outline(prompt);
    if (outline === undefined) return undefined;
    const { promptId, turns } = outline;
    const responses = selectComparisons(outline, this.#options)[index - this.#starts.at(prompt)] ?? [];
    const ids = responses.map(({ id }) => id);
    return {
      key: toItemKey(promptId, ids),
      promptId,
      turn: turns,
      kind: ids.length === 1 ? 'single' : ids.length === 2 ? 'pair' : 'ranking',
      order: balanceOrder(ids, this.#occurrences.at(index), this.#options, toGroup(responses)),
    };
  }
}

type Outline = PromptOutline['responses'][number];

/** Items of the same group compare the same models. */
function toGroup(responses: readonly Outline[]): string {
  return responses
    .map(({ origin }) => `${origin.model ?? ''}\u0000${origin.promptVersion ?? ''}`)
    .join('\u0001');
}

/** Which responses of a prompt are shown together, each set in canonical order. */
function selectComparisons(prompt: PromptOutline, { labelling, seed }: QueueOptions): Outline[][] {
  const responses = prompt.responses.toSorted(compareResponses);
  if (responses.length <= 2) return responses.length === 0 ? [] : [responses];
  if (labelling.comparison === 'ranking') {
    if (responses.length <= MAX_RANKED) return [responses];
    // More than the screen takes: a seeded draw, the same for every rater so that they judge the same sets.
    return [
      drawOrder(responses, seed, prompt.promptId, 'subset').slice(0, MAX_RANKED).toSorted(compareResponses),
    ];
  }
  const circle = drawOrder(responses, seed, prompt.promptId, 'circle');
  return circle.map((response, index) =>
    // The index is taken modulo the length.
    [response, circle[(index + 1) % circle.length] as Outline].toSorted(compareResponses),
  );
}

/** The n-th of a group of like items: a seeded order per block of k items, rotated by one place within the block. */
function balanceOrder(
  ids: readonly ResponseId[],
  occurrence: number,
  { seed, raterId }: QueueOptions,
  group: string,
): ResponseId[] {
  const size = ids.length;
  const block = Math.floor(occurrence / size);
  const within = occurrence % size;
  const base = drawOrder(
    ids.map((_, index) => index),
    seed,
    raterId,
    group,
    block,
  );
  const shift = (within + drawInteger(seed, raterId, group, block, 'shift')) % size;
  // Indexes are a permutation of 0 … size - 1.
  return base.map((_, place) => ids[base[(place + shift) % size] as number] as ResponseId);
}
