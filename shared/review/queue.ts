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

/** Names an item by what is compared, independent of sides. */
export function toItemKey(promptId: PromptId, responses: readonly ResponseId[]): string {
  return `${promptId}:${responses.toSorted().join('+')}`;
}

/**
 * Builds a rater's queue: items in the order in which the prompts were imported.
 *
 * Sides are **balanced**: for each set of models, a permuted block design gives every position to every model equally
 * often (of two consecutive pairs of the same two models, one is shown each way round; of k consecutive rankings of the
 * same k models each model stands once in each place), and the draw within a block depends on the project's seed and
 * on the rater. The place of an item depends only on the items before it, so what is imported later changes nothing.
 */
export function buildQueue(prompts: Iterable<PromptOutline>, options: QueueOptions): QueueItem[] {
  const occurrences = new Map<string, number>();
  const queue: QueueItem[] = [];
  for (const prompt of prompts) {
    for (const responses of selectComparisons(prompt, options)) {
      const group = responses
        .map(({ origin }) => `${origin.model ?? ''}\u0000${origin.promptVersion ?? ''}`)
        .join('\u0001');
      const occurrence = occurrences.get(group) ?? 0;
      occurrences.set(group, occurrence + 1);
      const ids = responses.map(({ id }) => id);
      queue.push({
        key: toItemKey(prompt.promptId, ids),
        promptId: prompt.promptId,
        turn: prompt.turns,
        kind: ids.length === 1 ? 'single' : ids.length === 2 ? 'pair' : 'ranking',
        order: balanceOrder(ids, occurrence, options.seed, options.raterId, group),
      });
    }
  }
  return queue;
}

type Outline = PromptOutline['responses'][number];

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
  seed: string,
  raterId: RaterId,
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
