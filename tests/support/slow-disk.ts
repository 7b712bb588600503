import type { AppendJudgments } from '../../renderer/src/data/judgment-writer.ts';
import type { Result } from '../../shared/base/result.ts';
import type { Judgment, JudgmentDraft } from '../../shared/domain/judgment.ts';
import type { Failure, FailureCode } from '../../shared/ipc/failure.ts';

/** A journal that answers when the test says so, the way the test says. */
export interface SlowDisk {
  readonly append: AppendJudgments;
  /** What has been written, with the numbers it was given. */
  readonly written: readonly Judgment[];
  /** The ids of each append that waits for an answer. */
  waiting(): string[][];
  /** Writes what waits longest and says so. */
  answer(): Promise<void>;
  /** Writes nothing and says so. */
  fail(code: FailureCode): Promise<void>;
  /** The call itself breaks. */
  throwError(error: Error): Promise<void>;
  /** Lets everything run that can run without an answer. */
  settle(): Promise<void>;
}

interface Pending {
  readonly drafts: readonly JudgmentDraft[];
  readonly resolve: (result: Result<readonly Judgment[], Failure>) => void;
  readonly reject: (error: Error) => void;
}

/** A disk for tests of what the window does while it waits; it starts to count at *lastSeq* + 1. */
export function createSlowDisk(lastSeq = 0): SlowDisk {
  const pending: Pending[] = [];
  const written: Judgment[] = [];
  let seq = lastSeq;

  function take(): Pending {
    const next = pending.shift();
    if (!next) throw new Error('No append is waiting for an answer');
    return next;
  }

  // A reply passes through several promises before the next append goes out; a macrotask comes after all of them.
  function settle(): Promise<void> {
    return new Promise((resolve) => {
      setTimeout(resolve, 0);
    });
  }

  return {
    append: (_raterId, drafts) =>
      new Promise((resolve, reject) => {
        pending.push({ drafts, resolve, reject });
      }),
    written,
    waiting: () => pending.map(({ drafts }) => drafts.map(({ id }) => id)),
    async answer() {
      const { drafts, resolve } = take();
      const judgments = drafts.map((draft): Judgment => {
        seq += 1;
        return { ...draft, seq };
      });
      written.push(...judgments);
      resolve({ ok: true, value: judgments });
      await settle();
    },
    async fail(code) {
      take().resolve({ ok: false, error: { code, message: `The disk says ${code}` } });
      await settle();
    },
    async throwError(error) {
      take().reject(error);
      await settle();
    },
    settle,
  };
}
