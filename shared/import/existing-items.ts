import { ID_WORDS, readId } from '../base/id-words.ts';
import type { JudgmentId, PromptId, RaterId, ResponseId, SourceId } from '../domain/ids.ts';
import type { ItemRecord } from '../domain/item-record.ts';
import { countTurns } from '../domain/prompt.ts';
import { CHOICE, QUESTION_ID } from '../segment/question-fields.ts';
import type { SegmentIndex } from '../segment/segment-index.ts';
import { IdTable } from './id-table.ts';

/** A question of an earlier import, as answers and votes refer to it. */
export interface ExistingQuestion {
  readonly promptId: PromptId;
  /** Answers that a response to it holds. */
  readonly turns: number;
  /** By model. `ambiguous` when a model answered it in two ways: a vote for that model cannot be placed. */
  readonly responses: ReadonlyMap<string, ResponseId | 'ambiguous'>;
}

/** What a project holds already, as far as an import has to know. Answers at once: it is asked for every row. */
export interface ExistingItems {
  hasPrompt(id: PromptId): boolean;
  hasResponse(id: ResponseId): boolean;
  hasJudgment(id: JudgmentId): boolean;
  /** The highest sequence number of a rater, 0 when there is no judgment of theirs. */
  lastSeq(id: RaterId): number;
  /** By the `question_id` of the file it came from; `ambiguous` when two prompts share it. */
  findByQuestionId(questionId: string): ExistingQuestion | 'ambiguous' | undefined;
}

type Question = Omit<ExistingQuestion, 'responses'> & {
  readonly responses: Map<string, ResponseId | 'ambiguous'>;
};

/** An `ExistingItems` that is told what a project holds: segment by segment by their indexes, or record by record. */
export class ItemIndex implements ExistingItems {
  readonly #prompts = new IdTable();
  readonly #responses = new IdTable();
  readonly #judgments = new IdTable();
  readonly #lastSeq = new Map<RaterId, number>();
  readonly #questions = new Map<string, Question | 'ambiguous'>();
  readonly #questionIds = new Map<PromptId, string>();

  /** Takes in one record; in segment order. */
  add(record: ItemRecord): void {
    if ('prompt' in record) {
      const { id, metadata } = record.prompt;
      this.#addPrompt(id, countTurns(record.prompt), metadata[QUESTION_ID]);
    } else if ('response' in record) {
      const { id, promptId, origin, metadata } = record.response;
      this.#addResponse(id, promptId, Object.hasOwn(metadata, CHOICE) ? null : origin.model);
    } else if ('judgment' in record) {
      const { id, raterId, seq } = record.judgment;
      this.#judgments.set(id, 0);
      this.#noteSeq(raterId, seq);
    }
  }

  /**
   * Takes in a segment by its index.
   *
   * @param isShown whether a source is part of the project: what came only from others is not there, and an import adds
   *   it again
   */
  addSegment(index: SegmentIndex, isShown: (source: SourceId) => boolean): void {
    const { head, questions } = index;
    const questionIds = new Map(questions.promptQuestions);
    const furtherChoices = new Set(questions.furtherChoices);
    const shown = [true, ...head.sources.map(isShown)];
    let promptNumber = 0;
    let responseNumber = 0;
    for (const part of index.items) {
      let response = 0;
      for (let prompt = 0; prompt < part.prompts; prompt += 1) {
        // An index holds the ids that its segment was written with.
        const promptId = readId(part.promptIds, prompt * ID_WORDS, part.otherIds) as PromptId;
        const turns = part.promptTurns[prompt] ?? 0;
        if (turns > 0) this.#addPrompt(promptId, turns, questionIds.get(promptNumber));
        for (; response < (part.responseEnds[prompt] ?? 0); response += 1) {
          if (shown[part.responseSources[response] ?? 0] === true) {
            const id = readId(part.responseIds, response * ID_WORDS, part.otherIds) as ResponseId;
            const origin = head.origins[part.responseOrigins[response] ?? 0];
            this.#addResponse(
              id,
              promptId,
              furtherChoices.has(responseNumber + response) ? null : (origin?.model ?? null),
            );
          }
        }
        promptNumber += 1;
      }
      responseNumber += part.responses;
    }
    for (const { judgments, ids, otherIds } of index.judgments) {
      for (let judgment = 0; judgment < judgments; judgment += 1) {
        this.#judgments.set(readId(ids, judgment * ID_WORDS, otherIds), 0);
      }
    }
    for (const [raterId, seq] of head.lastSeqs) this.#noteSeq(raterId, seq);
  }

  hasPrompt(id: PromptId): boolean {
    return this.#prompts.has(id);
  }

  hasResponse(id: ResponseId): boolean {
    return this.#responses.has(id);
  }

  hasJudgment(id: JudgmentId): boolean {
    return this.#judgments.has(id);
  }

  lastSeq(id: RaterId): number {
    return this.#lastSeq.get(id) ?? 0;
  }

  findByQuestionId(questionId: string): ExistingQuestion | 'ambiguous' | undefined {
    return this.#questions.get(questionId);
  }

  #addPrompt(id: PromptId, turns: number, questionId: string | undefined): void {
    if (this.#prompts.has(id)) return;
    this.#prompts.set(id, 0);
    if (questionId === undefined) return;
    this.#questionIds.set(id, questionId);
    this.#questions.set(
      questionId,
      this.#questions.has(questionId) ? 'ambiguous' : { promptId: id, turns, responses: new Map() },
    );
  }

  /** @param model who gave this as their answer; `null` when nobody is named, or it is not their first */
  #addResponse(id: ResponseId, promptId: PromptId, model: string | null): void {
    if (this.#responses.has(id)) return;
    this.#responses.set(id, 0);
    const questionId = this.#questionIds.get(promptId);
    const question = questionId === undefined ? undefined : this.#questions.get(questionId);
    if (model === null || question === undefined || question === 'ambiguous') return;
    if (question.promptId !== promptId) return;
    question.responses.set(model, question.responses.has(model) ? 'ambiguous' : id);
  }

  #noteSeq(raterId: RaterId, seq: number): void {
    this.#lastSeq.set(raterId, Math.max(seq, this.lastSeq(raterId)));
  }
}
