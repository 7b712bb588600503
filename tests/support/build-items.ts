import type { JudgmentId, RaterId, ResponseId } from '../../shared/domain/ids.ts';
import type { Judgment, JudgmentValue } from '../../shared/domain/judgment.ts';
import { createPrompt, type Prompt } from '../../shared/domain/prompt.ts';
import { createResponse, type Response } from '../../shared/domain/response.ts';
import {
  type PromptOutline,
  type PromptSource,
  type QueueItem,
  type QueueOptions,
  ReviewQueue,
} from '../../shared/review/queue.ts';

/** A prompt with one response per model, for tests. */
export interface BuiltItem {
  readonly prompt: Prompt;
  readonly responses: readonly Response[];
}

export function buildItem(question: string, models: readonly string[]): BuiltItem {
  const prompt = createPrompt({ messages: [{ role: 'user', content: question }] });
  const responses = models.map((model) =>
    createResponse({ promptId: prompt.id, turns: [`${model} answers: ${question}`], origin: { model } }),
  );
  return { prompt, responses };
}

export function toOutline({ prompt, responses }: BuiltItem): PromptOutline {
  return { promptId: prompt.id, turns: 1 + prompt.followUps.length, responses };
}

/** The prompts of these outlines, to which more may be pushed. */
export function toPromptSource(outlines: readonly PromptOutline[]): PromptSource {
  return {
    get promptCount() {
      return outlines.length;
    },
    isComplete: true,
    promptId: (prompt) => {
      const outline = outlines[prompt];
      if (!outline) throw new Error(`No prompt ${prompt}`);
      return outline.promptId;
    },
    outline: (prompt) => outlines[prompt],
    find: (id) => {
      const prompt = outlines.findIndex(({ promptId }) => promptId === id);
      return prompt === -1 ? undefined : prompt;
    },
  };
}

/** The whole queue of these prompts. */
export function buildQueue(outlines: readonly PromptOutline[], options: QueueOptions): ReviewQueue {
  const queue = new ReviewQueue(toPromptSource(outlines), options);
  queue.extend();
  return queue;
}

export function listItems(queue: ReviewQueue): QueueItem[] {
  return Array.from({ length: queue.length }, (_, index) => queue.item(index)).filter(
    (item) => item !== undefined,
  );
}

export function idOf(item: BuiltItem, model: string): ResponseId {
  const response = item.responses.find(({ origin }) => origin.model === model);
  if (!response) throw new Error(`No response by ${model}`);
  return response.id;
}

export function toRaterId(name: string): RaterId {
  return name as RaterId;
}

/** Writes a log entry by entry, with ids and sequence numbers counted up. */
export class LogBuilder {
  readonly entries: Judgment[] = [];
  readonly #raterId: RaterId;

  constructor(rater = 'rater-1') {
    this.#raterId = toRaterId(rater);
  }

  add(item: BuiltItem, value: JudgmentValue, turn = 1): Judgment {
    const seq = this.entries.length + 1;
    const entry: Judgment = {
      id: `${this.#raterId}-${seq}` as JudgmentId,
      raterId: this.#raterId,
      seq,
      promptId: item.prompt.id,
      turn,
      pass: 1,
      value,
      shown: null,
      at: null,
      durationMs: null,
      app: 'test',
    };
    this.entries.push(entry);
    return entry;
  }

  prefer(item: BuiltItem, better: string, worse: string, turn = 1): Judgment {
    const responses: [ResponseId, ResponseId] = [idOf(item, better), idOf(item, worse)];
    return this.add(
      item,
      { kind: 'preference', responses, outcome: { is: 'better', better: responses[0], strength: 'clearly' } },
      turn,
    );
  }

  call(item: BuiltItem, models: readonly [string, string], is: 'tie' | 'both-bad'): Judgment {
    const responses: [ResponseId, ResponseId] = [idOf(item, models[0]), idOf(item, models[1])];
    return this.add(item, { kind: 'preference', responses, outcome: { is } });
  }

  rank(item: BuiltItem, groups: readonly (readonly string[])[]): Judgment {
    return this.add(item, {
      kind: 'ranking',
      responses: item.responses.map(({ id }) => id),
      groups: groups.map((group) => group.map((model) => idOf(item, model))),
    });
  }

  skip(item: BuiltItem, reason: 'later' | 'cannot-judge'): Judgment {
    return this.add(item, { kind: 'skip', responses: item.responses.map(({ id }) => id), reason });
  }

  correct(item: BuiltItem, model: string, text: string): Judgment {
    return this.add(item, { kind: 'correction', responseId: idOf(item, model), text });
  }

  retract(target: Judgment): Judgment {
    const item = { prompt: { id: target.promptId } } as BuiltItem;
    return this.add(item, { kind: 'retract', judgmentId: target.id });
  }
}
