import type { JudgmentId, PromptId, RaterId, ResponseId } from '../domain/ids.ts';
import type { ItemRecord } from '../domain/item-record.ts';
import { countTurns } from '../domain/prompt.ts';
import { CHOICE, QUESTION_ID } from '../segment/question-fields.ts';
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

/** An `ExistingItems` that is told the records of a project one by one, in segment order. */
export class ItemIndex implements ExistingItems {
  readonly #prompts = new IdTable();
  readonly #responses = new IdTable();
  readonly #judgments = new IdTable();
  readonly #lastSeq = new Map<RaterId, number>();
  readonly #questions = new Map<string, Question | 'ambiguous'>();
  readonly #questionIds = new Map<PromptId, string>();

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
