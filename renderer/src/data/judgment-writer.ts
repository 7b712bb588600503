import type { Result } from '../../../shared/base/result.ts';
import type { RaterId } from '../../../shared/domain/ids.ts';
import type { Judgment, JudgmentDraft } from '../../../shared/domain/judgment.ts';
import type { Failure } from '../../../shared/ipc/failure.ts';

/** Puts judgments on the disk: the project store's `append`. */
export type AppendJudgments = (
  raterId: RaterId,
  drafts: readonly JudgmentDraft[],
) => Promise<Result<readonly Judgment[], Failure>>;

export interface JudgmentWriterEvents {
  /** These are on the disk, in this order, with their sequence numbers. */
  readonly onSaved: (judgments: readonly Judgment[]) => void;
  /** Nothing further has been saved; everything in *unsaved* is kept, in order, until `retry`. */
  readonly onFailed: (unsaved: readonly JudgmentDraft[], failure: Failure) => void;
}

/**
 * Sends a rater's judgments to the journal, in order, and reports what is durable.
 *
 * One append is under way at a time; what comes meanwhile goes out together with the next one (group commit), so order
 * holds and ten decisions a second cost less than ten appends. After a failure nothing more is sent until `retry`: a
 * later judgment must not be on the disk when an earlier one is not.
 */
export class JudgmentWriter {
  readonly #append: AppendJudgments;
  readonly #raterId: RaterId;
  readonly #events: JudgmentWriterEvents;
  #waiting: JudgmentDraft[] = [];
  #sending = 0;
  #stopped = false;
  #underway: Promise<unknown> = Promise.resolve();

  constructor(append: AppendJudgments, raterId: RaterId, events: JudgmentWriterEvents) {
    this.#append = append;
    this.#raterId = raterId;
    this.#events = events;
  }

  /** Everything that is not yet known to be on the disk. */
  get unsaved(): readonly JudgmentDraft[] {
    return this.#waiting;
  }

  add(draft: JudgmentDraft): void {
    this.#waiting.push(draft);
    void this.#send();
  }

  /** Sends what is unsaved again. Ids make it harmless if a timed-out append did reach the disk after all. */
  retry(): void {
    this.#stopped = false;
    void this.#send();
  }

  /** Waits until everything has been sent and answered, or sending has stopped at a failure: `unsaved` tells which. */
  async settled(): Promise<void> {
    while (this.#sending > 0) await this.#underway;
  }

  async #send(): Promise<void> {
    if (this.#sending > 0 || this.#stopped || this.#waiting.length === 0) return;
    const batch = [...this.#waiting];
    this.#sending = batch.length;
    const reply = this.#tryAppend(batch);
    this.#underway = reply;
    const result = await reply;
    this.#sending = 0;
    if (result.ok) {
      this.#waiting = this.#waiting.slice(batch.length);
      this.#events.onSaved(result.value);
      void this.#send();
    } else {
      this.#stopped = true;
      this.#events.onFailed(this.#waiting, result.error);
    }
  }

  async #tryAppend(batch: readonly JudgmentDraft[]): Promise<Result<readonly Judgment[], Failure>> {
    try {
      return await this.#append(this.#raterId, batch);
    } catch (error) {
      // The bridge itself failed; for the rater that is the same as a disk that does not answer.
      return {
        ok: false,
        error: { code: 'io', message: error instanceof Error ? error.message : String(error) },
      };
    }
  }
}
