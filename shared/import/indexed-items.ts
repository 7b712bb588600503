import { IdList } from '../base/id-list.ts';
import { ID_WORDS, readId } from '../base/id-words.ts';
import type { PromptId, RaterId, ResponseId, SourceId } from '../domain/ids.ts';
import { Catalogue } from '../segment/catalogue.ts';
import type { ItemPart, SegmentIndex } from '../segment/segment-index.ts';
import type { ExistingItems, ExistingQuestion } from './existing-items.ts';

/**
 * What a project holds, as the indexes of its segments say it: no text is read.
 *
 * What came only from sources that are not shown counts as missing, so that it can be imported again; judgments count
 * whatever they came from, since they are kept.
 *
 * @param indexes in the order of the manifest
 */
export function createIndexedItems(
  indexes: readonly SegmentIndex[],
  isShown: (source: SourceId) => boolean,
): ExistingItems {
  const catalogue = createCatalogue(indexes, isShown);
  const judgments = collectJudgmentIds(indexes);
  const lastSeqs = collectLastSeqs(indexes);
  const isVisible = (response: number | undefined): boolean =>
    response !== undefined && catalogue.visible()[response] === 1;
  let questions: QuestionTable | undefined;
  return {
    hasPrompt: (id) => {
      const prompt = catalogue.findPrompt(id);
      return prompt !== undefined && catalogue.turns(prompt) > 0 && catalogue.responsesOf(prompt).length > 0;
    },
    hasResponse: (id) => isVisible(catalogue.findResponse(id)),
    hasJudgment: (id) => judgments.has(id),
    lastSeq: (id) => lastSeqs.get(id) ?? 0,
    findByQuestionId: (questionId) => {
      // Few imports ask.
      questions ??= new QuestionTable(catalogue, indexes);
      return questions.find(questionId);
    },
  };
}

function createCatalogue(
  indexes: readonly SegmentIndex[],
  isShown: (source: SourceId) => boolean,
): Catalogue {
  const catalogue = new Catalogue(
    {
      prompts: indexes.reduce((sum, { head }) => sum + head.counts.prompts, 0),
      responses: indexes.reduce((sum, { head }) => sum + head.counts.responses, 0),
    },
    isShown,
  );
  for (const { head, items } of indexes) {
    const segment = catalogue.addSegment(head);
    for (const part of items) catalogue.addItems(segment, part);
  }
  return catalogue;
}

function collectJudgmentIds(indexes: readonly SegmentIndex[]): IdList {
  const ids = new IdList(indexes.reduce((sum, { head }) => sum + head.counts.judgments, 0));
  for (const part of indexes.flatMap(({ judgments }) => judgments)) {
    for (let judgment = 0; judgment < part.judgments; judgment += 1) {
      ids.addWords(part.ids, judgment * ID_WORDS, part.otherIds);
    }
  }
  return ids;
}

function collectLastSeqs(indexes: readonly SegmentIndex[]): ReadonlyMap<RaterId, number> {
  const lastSeqs = new Map<RaterId, number>();
  for (const [rater, seq] of indexes.flatMap(({ head }) => head.lastSeqs)) {
    lastSeqs.set(rater, Math.max(seq, lastSeqs.get(rater) ?? 0));
  }
  return lastSeqs;
}

/** Prompts by the `question_id` that they came with. */
class QuestionTable {
  readonly #catalogue: Catalogue;
  readonly #prompts = new Map<string, number | 'ambiguous'>();
  /** Responses that are no first answer of their model. */
  readonly #furtherChoices = new Set<number>();

  constructor(catalogue: Catalogue, indexes: readonly SegmentIndex[]) {
    this.#catalogue = catalogue;
    for (const [segment, { items, questions }] of indexes.entries()) {
      const promptIds = collectIds(
        items,
        questions.promptQuestions.map(([prompt]) => prompt),
        'prompt',
      );
      for (const [at, [, questionId]] of questions.promptQuestions.entries()) {
        // An index gives ids only of what is in it, and that is in the catalogue.
        const prompt = catalogue.findPrompt(promptIds[at] as PromptId);
        // Of a prompt that stands in several segments the first record counts.
        if (prompt === undefined || catalogue.promptPlace(prompt).segment !== segment) continue;
        if (catalogue.responsesOf(prompt).length === 0) continue;
        this.#prompts.set(questionId, this.#prompts.has(questionId) ? 'ambiguous' : prompt);
      }
      for (const id of collectIds(items, questions.furtherChoices, 'response')) {
        const response = catalogue.findResponse(id as ResponseId); // As above.
        if (response !== undefined) this.#furtherChoices.add(response);
      }
    }
  }

  find(questionId: string): ExistingQuestion | 'ambiguous' | undefined {
    const prompt = this.#prompts.get(questionId);
    if (prompt === undefined || prompt === 'ambiguous') return prompt;
    const responses = new Map<string, ResponseId | 'ambiguous'>();
    for (const response of this.#catalogue.responsesOf(prompt)) {
      const { model } = this.#catalogue.origin(response);
      if (model === null || this.#furtherChoices.has(response)) continue;
      responses.set(model, responses.has(model) ? 'ambiguous' : this.#catalogue.responseId(response));
    }
    return { promptId: this.#catalogue.promptId(prompt), turns: this.#catalogue.turns(prompt), responses };
  }
}

/** The ids of some prompts or responses, which are counted over all parts; *numbers* rise. */
function collectIds(
  items: readonly ItemPart[],
  numbers: readonly number[],
  kind: 'prompt' | 'response',
): string[] {
  const ids: string[] = [];
  let next = 0;
  let base = 0;
  for (const part of items) {
    const [count, words] =
      kind === 'prompt' ? [part.prompts, part.promptIds] : [part.responses, part.responseIds];
    for (; next < numbers.length; next += 1) {
      const at = (numbers[next] ?? 0) - base;
      if (at >= count) break;
      ids.push(readId(words, at * ID_WORDS, part.otherIds));
    }
    base += count;
  }
  return ids;
}
