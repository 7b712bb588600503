import type { ItemRecord } from '../domain/item-record.ts';
import type { JudgmentId, PromptId, RaterId, ResponseId } from '../domain/ids.ts';
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

/** An `ExistingItems` that is told the records of a project one by one, in segment order. */
export class ItemIndex implements ExistingItems {
  readonly #prompts = new IdTable();
  readonly #responses = new IdTable();
  readonly #judgments = new IdTable();
  readonly #lastSeq = new Map<RaterId, number>();
  readonly #questions = new Map<
    string,
    | {
        readonly promptId: PromptId;
        readonly turns: number;
        readonly responses: Map<string, ResponseId | 'ambiguous'>;
      }
    | 'ambiguous'
  >();
  readonly #questionIds = new Map<PromptId, string>();

  add(record: ItemRecord): void {
    if ('prompt' in record) this.#addPrompt(record.prompt);
    else if ('response' in record) this.#addResponse(record.response);
    else if ('judgment' in record) {
      const { id, raterId, seq } = record.judgment;
      this.#judgments.set(id, 0);
      this.#lastSeq.set(raterId, Math.max(seq, this.lastSeq(raterId)));
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

  #addPrompt(prompt: Extract<ItemRecord, { prompt: unknown }>['prompt']): void {
    if (this.#prompts.has(prompt.id)) return;
    this.#prompts.set(prompt.id, 0);
    const questionId = prompt.metadata[QUESTION_ID];
    if (questionId === undefined) return;
    this.#questionIds.set(prompt.id, questionId);
    this.#questions.set(
      questionId,
      this.#questions.has(questionId)
        ? 'ambiguous'
        : { promptId: prompt.id, turns: countTurns(prompt), responses: new Map() },
    );
  }

  #addResponse(response: Extract<ItemRecord, { response: unknown }>['response']): void {
    const { id, promptId, origin, metadata } = response;
    if (this.#responses.has(id)) return;
    this.#responses.set(id, 0);
    const question = this.#questions.get(this.#questionIds.get(promptId) ?? '');
    if (question === undefined || question === 'ambiguous') return;
    if (question.promptId !== promptId || origin.model === null || Object.hasOwn(metadata, CHOICE)) return;
    question.responses.set(origin.model, question.responses.has(origin.model) ? 'ambiguous' : id);
  }
}
