import { toCanonicalJson } from '../domain/canonical-json.ts';
import type { ItemRecord } from '../domain/item-record.ts';
import {
  type JudgmentId,
  type PromptId,
  type RaterId,
  type ResponseId,
  type SourceId,
  toContentId,
} from '../domain/ids.ts';
import type { Judgment, JudgmentValue } from '../domain/judgment.ts';
import type { Prompt } from '../domain/prompt.ts';
import type { Rater } from '../domain/rater.ts';
import { createResponse, type ResponseInput } from '../domain/response.ts';
import type { ExistingItems } from './existing-items.ts';
import { IdTable } from './id-table.ts';

/** What a file added; counts up while it is read. */
export interface FileTally {
  readonly index: number;
  /** Known before the first row only for files with judgments, which carry it. */
  readonly sourceId: SourceId | undefined;
  prompts: number;
  responses: number;
  judgments: number;
}

export interface AddedResponse {
  readonly id: ResponseId;
  /** The same file has said exactly this before. */
  readonly repeatedInFile: boolean;
}

/** What somebody said of responses, as a file reports it. */
export interface ImportedJudgment {
  readonly rater: Rater;
  readonly promptId: PromptId;
  readonly turn: number;
  readonly value: Exclude<JudgmentValue, { readonly kind: 'retract' }>;
  /** From left to right as the file reports it, or `null`. */
  readonly order: readonly ResponseId[] | null;
  /** When it was decided (ISO 8601 with offset), where the file says so. */
  readonly at?: string;
  readonly durationMs?: number;
}

/**
 * Collects what the files of one import say, each record once and in segment order: a prompt leaves right before its
 * first new response, a rater before their first new judgment.
 */
export class ItemCollector {
  readonly #existing: ExistingItems;
  readonly #app: string;
  #records: ItemRecord[] = [];
  /** Responses of each prompt that this import adds. */
  readonly #newPrompts = new IdTable();
  readonly #knownPrompts = new IdTable();
  /** The last file that said a response, by its index. */
  readonly #responses = new IdTable();
  readonly #judgments = new IdTable();
  readonly #raters = new Map<RaterId, { readonly rater: Rater; seq: number }>();
  /** How often the current file has said the same judgment. */
  #occurrences = new IdTable();
  #added = 0;
  #alreadyThere = { prompts: 0, responses: 0, judgments: 0 };
  #tally: FileTally = { index: -1, sourceId: undefined, prompts: 0, responses: 0, judgments: 0 };

  constructor(existing: ExistingItems, app: string) {
    this.#existing = existing;
    this.#app = app;
  }

  beginFile(tally: FileTally): void {
    this.#tally = tally;
    this.#occurrences = new IdTable();
  }

  /** The records since the last call. */
  take(): readonly ItemRecord[] {
    const records = this.#records;
    this.#records = [];
    return records;
  }

  /** Records that the files name and that were there before, in the project or from another of the files. */
  get alreadyThere(): { readonly prompts: number; readonly responses: number; readonly judgments: number } {
    return { ...this.#alreadyThere };
  }

  /** How many records the files have named so far, new or not; repetitions within a file do not count. */
  get saidCount(): number {
    const { prompts, responses, judgments } = this.#alreadyThere;
    return this.#added + prompts + responses + judgments;
  }

  /** Everybody of whom a judgment was added. */
  get raters(): readonly Rater[] {
    return [...this.#raters.values()].map(({ rater }) => rater);
  }

  /** Added prompts with a single response. */
  countPromptsWithOneResponse(): number {
    let count = 0;
    for (const responses of this.#newPrompts.values()) if (responses === 1) count += 1;
    return count;
  }

  hasPrompt(id: PromptId): boolean {
    return this.#newPrompts.has(id) || this.#existing.hasPrompt(id);
  }

  /** Notes that a file names a prompt which the project has. */
  notePrompt(id: PromptId): void {
    if (this.#knownPrompts.has(id) || !this.#existing.hasPrompt(id)) return;
    this.#knownPrompts.set(id, 0);
    this.#alreadyThere.prompts += 1;
  }

  /** @param prompt a prompt, or the id of one that the project has */
  addResponse(prompt: Prompt | PromptId, input: Omit<ResponseInput, 'promptId'>): AddedResponse {
    const promptId = typeof prompt === 'string' ? prompt : prompt.id;
    this.notePrompt(promptId);
    const response = createResponse({ ...input, promptId });
    const { id } = response;
    const lastFile = this.#responses.get(id);
    this.#responses.set(id, this.#tally.index);
    const repeatedInFile = lastFile === this.#tally.index;
    if (lastFile !== undefined || this.#existing.hasResponse(id)) {
      if (!repeatedInFile) this.#alreadyThere.responses += 1;
      return { id, repeatedInFile };
    }
    if (typeof prompt !== 'string' && !this.hasPrompt(promptId)) {
      this.#newPrompts.set(promptId, 0);
      this.#records.push({ prompt });
      this.#tally.prompts += 1;
    }
    const count = this.#newPrompts.get(promptId);
    if (count !== undefined) this.#newPrompts.set(promptId, count + 1);
    this.#records.push({ response });
    this.#added += 1;
    this.#tally.responses += 1;
    return { id, repeatedInFile: false };
  }

  /**
   * Adds what a rater of the file said.
   *
   * The id comes from the content and from how many times this file has said the same before, so that importing twice
   * adds nothing and a vote that was really given twice is kept twice.
   */
  addJudgment(said: ImportedJudgment): void {
    const { rater, promptId, turn, value, order } = said;
    const content = ['judgment', rater.id, promptId, turn, toCanonicalJson(value), order] as const;
    const contentId = toContentId<JudgmentId>(content);
    const occurrence = (this.#occurrences.get(contentId) ?? 0) + 1;
    this.#occurrences.set(contentId, occurrence);
    const id = toContentId<JudgmentId>([...content, occurrence]);
    if (this.#judgments.has(id) || this.#existing.hasJudgment(id)) {
      this.#alreadyThere.judgments += 1;
      return;
    }
    this.#judgments.set(id, 0);
    const { sourceId } = this.#tally;
    const judgment: Judgment = {
      id,
      raterId: rater.id,
      seq: this.#nextSeq(rater),
      promptId,
      turn,
      pass: 1,
      value,
      shown: order === null ? null : { order: [...order], seed: null },
      at: said.at ?? null,
      durationMs: said.durationMs ?? null,
      app: this.#app,
      ...(sourceId === undefined ? {} : { sourceId }),
    };
    this.#records.push({ judgment });
    this.#added += 1;
    this.#tally.judgments += 1;
  }

  #nextSeq(rater: Rater): number {
    const known = this.#raters.get(rater.id);
    if (known !== undefined) {
      known.seq += 1;
      return known.seq;
    }
    const seq = this.#existing.lastSeq(rater.id) + 1;
    this.#raters.set(rater.id, { rater, seq });
    this.#records.push({ rater });
    return seq;
  }
}
