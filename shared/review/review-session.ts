import { assertNever } from '../base/assert-never.ts';
import type { PromptId } from '../domain/ids.ts';
import { isJudgmentOf, type Judgment } from '../domain/judgment.ts';
import { type QueueItem, toItemKey } from './queue.ts';
import { ReviewLog, type Verdict } from './review-log.ts';

export type ItemStatus = 'unseen' | 'later' | 'cannot-judge' | 'decided';

/** Four honest counts: they add up to the length of the queue. */
export type Progress = Readonly<Record<ItemStatus, number>>;

/**
 * A rater's queue together with what holds of their log: which item is in which state, and which comes next.
 *
 * Counts are kept, never counted; finding the next item walks forward from the cursor and costs nothing as long as work
 * goes in order. Clock-free and screen-free: the same object serves the window and the tests.
 */
export class ReviewSession {
  readonly queue: readonly QueueItem[];
  readonly log: ReviewLog;
  readonly #statuses: ItemStatus[];
  readonly #progress: Record<ItemStatus, number> = { unseen: 0, later: 0, 'cannot-judge': 0, decided: 0 };
  readonly #byPrompt = new Map<PromptId, number[]>();

  constructor(queue: readonly QueueItem[], entries: Iterable<Judgment>) {
    this.queue = queue;
    this.log = new ReviewLog(entries);
    this.#statuses = queue.map((item, index) => {
      const own = this.#byPrompt.get(item.promptId);
      if (own) own.push(index);
      else this.#byPrompt.set(item.promptId, [index]);
      const status = statusOf(item, this.log);
      this.#progress[status] += 1;
      return status;
    });
  }

  /** Takes in a further entry of the rater's log. */
  append(entry: Judgment): void {
    this.log.append(entry);
    for (const index of this.#byPrompt.get(entry.promptId) ?? []) this.#refresh(index);
  }

  get progress(): Progress {
    return { ...this.#progress };
  }

  statusAt(index: number): ItemStatus | undefined {
    return this.#statuses[index];
  }

  /**
   * The next item to judge: the first unseen one after *index* (then from the start); when none is left, the first one
   * put off; `undefined` when the work is done. Start with -1.
   */
  nextIndex(index: number): number | undefined {
    if (this.#progress.unseen > 0) return this.#find('unseen', index);
    if (this.#progress.later > 0) return this.#find('later', index);
    return undefined;
  }

  /** Where the item is that a judgment was about; when it is no longer in the queue, the prompt's first item. */
  indexOf(judgment: Judgment): number | undefined {
    const own = this.#byPrompt.get(judgment.promptId) ?? [];
    // A correction names one response; what was shown with it says which item it was made on.
    const key = toKeyOf(judgment) ?? (judgment.shown && toItemKey(judgment.promptId, judgment.shown.order));
    return own.find((index) => this.queue[index]?.key === key) ?? own[0];
  }

  /** The verdict on an item that counts, if there is one. */
  verdictAt(index: number): Verdict | undefined {
    const item = this.queue[index];
    return item && verdictFor(item, this.log);
  }

  #find(status: ItemStatus, after: number): number | undefined {
    for (let step = 1; step <= this.queue.length; step += 1) {
      const index = (after + step) % this.queue.length;
      if (this.#statuses[index] === status) return index;
    }
    return undefined;
  }

  #refresh(index: number): void {
    const item = this.queue[index];
    const before = this.#statuses[index];
    if (!item || !before) return;
    const after = statusOf(item, this.log);
    if (after === before) return;
    this.#statuses[index] = after;
    this.#progress[before] -= 1;
    this.#progress[after] += 1;
  }
}

function statusOf(item: QueueItem, log: ReviewLog): ItemStatus {
  if (isMended(item, log)) return 'decided';
  const verdict = verdictFor(item, log);
  if (!verdict) return 'unseen';
  return isJudgmentOf(verdict, 'skip') ? verdict.value.reason : 'decided';
}

/** One response on its own is judged by rewriting it (or leaving it as it is). */
function isMended(item: QueueItem, log: ReviewLog): boolean {
  const [only] = item.order;
  return item.kind === 'single' && only !== undefined && log.correctionOf(only) !== undefined;
}

/** The last verdict that settles this item: on the same responses, or a ranking that orders both of a pair. */
function verdictFor(item: QueueItem, log: ReviewLog): Verdict | undefined {
  return log.verdictsOn(item.promptId).findLast((verdict) => {
    if (verdict.turn !== item.turn) return false;
    if (toKeyOf(verdict) === item.key) return true;
    if (item.kind !== 'pair' || !isJudgmentOf(verdict, 'ranking')) return false;
    const ranked = verdict.value.groups.flat();
    return item.order.every((id) => ranked.includes(id));
  });
}

function toKeyOf(judgment: Judgment): string | undefined {
  switch (judgment.value.kind) {
    case 'preference':
    case 'ranking':
    case 'skip':
      return toItemKey(judgment.promptId, judgment.value.responses);
    case 'correction':
    case 'rating':
    case 'comment':
    case 'retract':
      return undefined;
    default:
      return assertNever(judgment.value);
  }
}
